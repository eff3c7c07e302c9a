//! What follows from the declaration of a record: its struct, one field of it with a value, the tables
//! of a budget, and comparing two of them. `records.rs` declares; this says what that means. A field
//! that is written `=> table` names a record of that table, which must be there.

use super::{Field, Id, Kolom, Record};

/// What a field names: one record, or none.
pub(super) trait Names: Sized {
    fn names(&self) -> Option<Id>;

    /// The field without a name, where it can be.
    fn without() -> Option<Self>;
}

impl Names for Id {
    fn names(&self) -> Option<Id> {
        Some(*self)
    }

    fn without() -> Option<Id> {
        None
    }
}

impl Names for Option<Id> {
    fn names(&self) -> Option<Id> {
        *self
    }

    fn without() -> Option<Option<Id>> {
        Some(None)
    }
}

/// A record that names another one, which is to be removed.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// It can do without: the field with no name in it.
    Without(Id, Field),
    /// It cannot, and goes along.
    Needed(Box<Record>),
}

/// A record, and what it needs that is not there.
pub(super) enum Dangling {
    Owner(Id, Id),
    Named(Id, Id),
    Kolom(Id, Kolom),
}

macro_rules! records {
    ($(
        $(#[$meta:meta])*
        $Record:ident, $Field:ident in $table:ident, owner: $owner:expr => $owners:ident, order: $order:expr, {
            $( $(#[$field_meta:meta])* $Variant:ident = $field:ident: $Type:ty $(=> $target:ident)?, )*
            $( @ $(#[$amounts_meta:meta])* $Amount:ident = $amounts:ident )?
        }
    )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $Record {
                pub id: Id,
                $( $(#[$field_meta])* pub $field: $Type, )*
                $( $(#[$amounts_meta])* pub $amounts: Amounts, )?
            }

            #[doc = concat!("One field of a `", stringify!($Record), "` with a value.")]
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            pub enum $Field {
                $( $Variant($Type), )*
                $( $Amount(Kolom, Option<Bedrag>), )?
            }

            impl Rec for $Record {
                fn id(&self) -> Id {
                    self.id
                }

                fn owner(&self) -> Option<Id> {
                    let owner: fn(&$Record) -> Option<Id> = $owner;
                    owner(self)
                }

                fn order(&self) -> &Order {
                    let order: fn(&$Record) -> &Order = $order;
                    order(self)
                }

                fn put_if_own(&mut self, field: &Field) {
                    if let Field::$Record(field) = field {
                        self.put(field.clone());
                    }
                }
            }

            impl $Record {
                /// The value that the same field has in this record.
                pub fn field_like(&self, like: &$Field) -> $Field {
                    match like {
                        $( $Field::$Variant(_) => $Field::$Variant(self.$field.clone()), )*
                        $( $Field::$Amount(kolom, _) => $Field::$Amount(*kolom, self.$amounts.get(*kolom)), )?
                    }
                }

                /// This record with another value in one field.
                pub fn with(mut self, field: $Field) -> $Record {
                    self.put(field);
                    self
                }

                fn put(&mut self, field: $Field) {
                    match field {
                        $( $Field::$Variant(value) => self.$field = value, )*
                        $( $Field::$Amount(kolom, bedrag) => self.$amounts.set(kolom, bedrag), )?
                    }
                }

                /// The fields in which `new` differs from this record, with both values.
                fn differences(&self, new: &$Record) -> Vec<(Field, Field)> {
                    let mut fields = Vec::new();
                    $( if self.$field != new.$field {
                        fields.push((
                            Field::$Record($Field::$Variant(self.$field.clone())),
                            Field::$Record($Field::$Variant(new.$field.clone())),
                        ));
                    } )*
                    $(
                        let mut kolommen: Vec<Kolom> =
                            self.$amounts.iter().chain(new.$amounts.iter()).map(|(kolom, _)| kolom).collect();
                        kolommen.sort_unstable();
                        kolommen.dedup();
                        for kolom in kolommen {
                            let (old, new) = (self.$amounts.get(kolom), new.$amounts.get(kolom));
                            if old != new {
                                fields.push((
                                    Field::$Record($Field::$Amount(kolom, old)),
                                    Field::$Record($Field::$Amount(kolom, new)),
                                ));
                            }
                        }
                    )?
                    fields
                }
            }

            impl From<$Record> for Record {
                fn from(record: $Record) -> Record {
                    Record::$Record(record)
                }
            }

            impl From<$Field> for Field {
                fn from(field: $Field) -> Field {
                    Field::$Record(field)
                }
            }
        )*

        /// A record of any kind.
        #[expect(clippy::large_enum_variant, reason = "few live at once: a budget keeps tables")]
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Record {
            $( $Record($Record), )*
        }

        impl Record {
            pub fn id(&self) -> Id {
                match self {
                    $( Record::$Record(record) => record.id, )*
                }
            }

            /// This record with another value in one field; as it was where that is no field of it.
            pub fn with(self, field: Field) -> Record {
                match (self, field) {
                    $( (Record::$Record(record), Field::$Record(field)) => Record::$Record(record.with(field)), )*
                    (record, _) => record,
                }
            }

            /// The fields in which `new`, of the same kind, differs from this one: with both values.
            pub fn differences(&self, new: &Record) -> Vec<(Field, Field)> {
                match (self, new) {
                    $( (Record::$Record(old), Record::$Record(new)) => old.differences(new), )*
                    _ => Vec::new(),
                }
            }

            /// The record it belongs to.
            pub fn owner(&self) -> Option<Id> {
                match self {
                    $( Record::$Record(record) => record.owner(), )*
                }
            }

            /// Its place among those that belong to the same.
            pub fn order(&self) -> &Order {
                match self {
                    $( Record::$Record(record) => record.order(), )*
                }
            }

            /// The list that it stands in.
            pub fn table(&self) -> &'static str {
                match self {
                    $( Record::$Record(_) => stringify!($table), )*
                }
            }

            /// Everything that must be there before it: what it belongs to, what it names, and the columns
            /// of its amounts.
            pub fn needs(&self) -> Vec<Id> {
                let mut needs: Vec<Id> = self.owner().into_iter().collect();
                match self {
                    $( Record::$Record(_record) => {
                        $( $(
                            let _ = stringify!($target);
                            needs.extend(_record.$field.names());
                        )? )*
                    } )*
                }
                if let Record::Controlecijfer(cijfer) = self {
                    needs.push(Kolomkop::id_of(cijfer.kolom));
                }
                needs.extend(self.kolommen().into_iter().map(Kolomkop::id_of));
                needs
            }

            /// Its place in the declaration: what others name is declared before them.
            pub fn rank(&self) -> Option<usize> {
                [$( stringify!($table), )*].iter().position(|table| *table == self.table())
            }

            /// The columns that it has an amount in.
            pub fn kolommen(&self) -> Vec<Kolom> {
                match self {
                    $( Record::$Record(_record) => {
                        let kolommen = std::iter::empty();
                        $( let kolommen = kolommen.chain(_record.$amounts.iter().map(|(kolom, _)| kolom)); )?
                        kolommen.collect()
                    } )*
                }
            }
        }

        /// A field of any kind of record, with a value. It tells the table, too.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Field {
            $( $Record($Field), )*
        }

        impl Field {
            /// The list that the record of this field stands in.
            pub fn table(&self) -> &'static str {
                match self {
                    $( Field::$Record(_) => stringify!($table), )*
                }
            }

            /// What it is called in a file.
            pub fn name(&self) -> &'static str {
                match self {
                    $( Field::$Record(field) => match field {
                        $( $Field::$Variant(_) => stringify!($field), )*
                        $( $Field::$Amount(..) => stringify!($amounts), )?
                    }, )*
                }
            }

            /// The column and what stands in it, of an amount in one.
            pub fn amount(&self) -> Option<(Kolom, Option<Bedrag>)> {
                match self {
                    $( $( Field::$Record($Field::$Amount(kolom, bedrag)) => Some((*kolom, *bedrag)), )? )*
                    _ => None,
                }
            }

            /// The same amount in a column with another value; `None` where it is something else.
            pub fn with_amount(&self, bedrag: Option<Bedrag>) -> Option<Field> {
                match self {
                    $( $( Field::$Record($Field::$Amount(kolom, _)) => Some($Field::$Amount(*kolom, bedrag).into()), )? )*
                    _ => None,
                }
            }

            /// The column, of an amount in one.
            pub fn kolom(&self) -> Option<Kolom> {
                self.amount().map(|(kolom, _)| kolom)
            }

            /// Whether it is a value of the same field.
            pub fn is_like(&self, other: &Field) -> bool {
                let is_same = match (self, other) {
                    $( (Field::$Record(one), Field::$Record(other)) => {
                        std::mem::discriminant(one) == std::mem::discriminant(other)
                    } )*
                    _ => false,
                };
                is_same && self.kolom() == other.kolom()
            }
        }

        /// The records of a budget, one table for each kind.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Tables {
            $( pub $table: Table<$Record>, )*
        }

        impl Tables {
            /// The record here that `record` has the kind and id of.
            pub fn same(&self, record: &Record) -> Option<Record> {
                match record {
                    $( Record::$Record(record) => self.$table.get(record.id).cloned().map(Record::$Record), )*
                }
            }

            /// The value of the same field in the record with this id, if there is one.
            pub fn field_like(&self, id: Id, like: &Field) -> Option<Field> {
                match like {
                    $( Field::$Record(field) => self.$table.get(id).map(|record| Field::$Record(record.field_like(field))), )*
                }
            }

            pub(super) fn insert(&mut self, record: Record) {
                match record {
                    $( Record::$Record(record) => self.$table.insert(record), )*
                }
            }

            pub(super) fn remove(&mut self, record: &Record) {
                match record {
                    $( Record::$Record(record) => { self.$table.remove(record.id); } )*
                }
            }

            pub(super) fn put(&mut self, id: Id, field: Field) {
                match field {
                    $( Field::$Record(field) => self.$table.change(id, |record| record.put(field)), )*
                }
            }

            /// Every record that belongs to the onderdeel, of all kinds but the onderdelen below it,
            /// each followed by what belongs to itself.
            pub fn belongings(&self, onderdeel: Id) -> Vec<Record> {
                let mut records = Vec::new();
                let mut owners = vec![onderdeel];
                while let Some(owner) = owners.pop() {
                    let first = records.len();
                    $( records.extend(self.$table.of(owner).cloned().map(Record::$Record)); )*
                    let mut at = first;
                    records.retain(|record| {
                        let is_old = at < first;
                        at += 1;
                        is_old || !matches!(record, Record::Onderdeel(_))
                    });
                    owners.extend(records.get(first..).unwrap_or_default().iter().map(Record::id));
                }
                records
            }

            /// The record that the one with this id belongs to, whatever its kind.
            pub fn owner_of(&self, id: Id) -> Option<Id> {
                $( if let Some(record) = self.$table.get(id) {
                    return record.owner();
                } )*
                None
            }

            /// Whether any record belongs to this one.
            pub(super) fn owns_anything(&self, owner: &Record) -> bool {
                let (table, id) = (owner.table(), owner.id());
                false $( || (stringify!($owners) == table && !self.$table.ids_of(Some(id)).is_empty()) )*
            }

            /// Of the record that has this field, what it would be with this value.
            pub fn record_with(&self, id: Id, field: &Field) -> Option<Record> {
                match field {
                    $( Field::$Record(field) => {
                        self.$table.get(id).map(|record| Record::$Record(record.clone().with(field.clone())))
                    } )*
                }
            }

            /// The first record that this one belongs to or names and that is not there.
            pub(super) fn missing(&self, record: &Record) -> Option<Id> {
                match record {
                    $( Record::$Record(record) => {
                        if let Some(owner) = record.owner() && !self.$owners.contains(owner) {
                            return Some(owner);
                        }
                        $( $( if let Some(id) = record.$field.names() && !self.$target.contains(id) {
                            return Some(id);
                        } )? )*
                        None
                    } )*
                }
            }

            /// Whether any record names this one.
            pub(super) fn is_named(&self, named: &Record) -> bool {
                let (_table, _id) = (named.table(), named.id());
                $( $( $( if stringify!($target) == _table
                    && self.$table.iter().any(|record| record.$field.names() == Some(_id))
                {
                    return true;
                } )? )* )*
                false
            }

            /// Every record that names one of these, by each field that does.
            pub fn naming(&self, ids: &std::collections::HashSet<Id>) -> Vec<Named> {
                let mut _naming = Vec::new();
                $( $( $(
                    let _of = stringify!($target);
                    for record in self.$table.iter() {
                        if record.$field.names().is_none_or(|id| !ids.contains(&id)) {
                            continue;
                        }
                        _naming.push(match Names::without() {
                            Some(without) => Named::Without(
                                record.id,
                                Field::$Record($Field::$Variant(without)),
                            ),
                            None => Named::Needed(Box::new(Record::$Record(record.clone()))),
                        });
                    }
                )? )* )*
                _naming
            }

            /// Whether any record has an amount in this column.
            pub(super) fn has_amount_in(&self, kolom: Kolom) -> bool {
                $( $( if self.$table.iter().any(|record| record.$amounts.get(kolom).is_some()) {
                    return true;
                } )? )*
                false
            }

            /// The first record that belongs to or names something that is not there, or has an amount
            /// in a column that is none of these.
            pub(super) fn dangling(&self, kolommen: &[Kolom]) -> Option<Dangling> {
                $(
                    for record in self.$table.iter() {
                        if let Some(owner) = record.owner() && !self.$owners.contains(owner) {
                            return Some(Dangling::Owner(record.id, owner));
                        }
                        $( $( if let Some(id) = record.$field.names() && !self.$target.contains(id) {
                            return Some(Dangling::Named(record.id, id));
                        } )? )*
                        $( for (kolom, _) in record.$amounts.iter() {
                            if !kolommen.contains(&kolom) {
                                return Some(Dangling::Kolom(record.id, kolom));
                            }
                        } )?
                    }
                )*
                None
            }

            /// What must be inserted, removed and set to make `new` out of this, in no useful order.
            pub fn compare(&self, new: &Tables) -> Comparison {
                // Regels are most of a large budget; to begin a thread takes as long as a few thousand.
                const WORTH_SHARING: usize = 20_000;
                if self.regels.len() < WORTH_SHARING {
                    return self.compare_part(new, (Bound::Unbounded, Bound::Unbounded));
                }
                let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
                let parts = self.regels.parts(workers);
                std::thread::scope(|scope| {
                    let compare = |range| scope.spawn(move || self.compare_part(new, range));
                    let started: Vec<_> = parts.into_iter().map(compare).collect();
                    let mut all = Comparison::default();
                    for part in started {
                        match part.join() {
                            Ok(part) => all.extend(part),
                            Err(panic) => std::panic::resume_unwind(panic),
                        }
                    }
                    all
                })
            }

            /// Of the records with an id in this range.
            fn compare_part(&self, new: &Tables, range: Range) -> Comparison {
                let mut comparison = Comparison::default();
                $(
                    for pair in self.$table.beside(&new.$table, range) {
                        match pair {
                            (Some(old), None) => comparison.removed.push(Record::$Record(old.clone())),
                            (None, Some(new)) => comparison.inserted.push(Record::$Record(new.clone())),
                            (Some(old), Some(new)) if old != new => {
                                comparison.set.extend(old.differences(new).into_iter().map(|(o, n)| (old.id, o, n)));
                            }
                            _ => {}
                        }
                    }
                )*
                comparison
            }
        }

        /// The contents of a budget as a file has them: lists, not yet checked.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Contents {
            $( pub $table: Vec<$Record>, )*
        }

        impl Contents {
            /// `Err` names an id that stands twice in one table.
            pub(super) fn into_tables(self) -> Result<Tables, (&'static str, Id)> {
                Ok(Tables {
                    $( $table: Table::from_records(self.$table).map_err(|id| (stringify!($table), id))?, )*
                })
            }
        }
    };
}
