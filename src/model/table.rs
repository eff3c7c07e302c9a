use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use super::{Field, Id, Order};

/// From one id up to another.
pub(super) type Range = (Bound<Id>, Bound<Id>);

/// What the tables need to know of every kind of record. `records!` writes it.
pub trait Rec {
    fn id(&self) -> Id;
    /// The onderdeel it belongs to; `None` for the top of the tree and for what belongs to none.
    fn owner(&self) -> Option<Id>;
    /// Its place among the records of the same owner.
    fn order(&self) -> &Order;
    /// Gives a field this value, where it is a field of this kind of record.
    fn put_if_own(&mut self, field: &Field);
}

/// The records of one kind, and which of them belong to which onderdeel, in order.
///
/// The second is derived from the first and kept with it: reading the children of an onderdeel
/// never costs more when the budget grows.
#[derive(Clone, Debug)]
pub struct Table<R> {
    records: BTreeMap<Id, R>,
    by_owner: HashMap<Option<Id>, Vec<Id>>,
}

impl<R: PartialEq> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Table { records: BTreeMap::new(), by_owner: HashMap::new() }
    }
}

impl<R: Rec> Table<R> {
    /// `Err` names an id that stands twice.
    pub(super) fn from_records(mut list: Vec<R>) -> Result<Table<R>, Id> {
        let mut groups: HashMap<Option<Id>, Vec<&R>> = HashMap::new();
        for record in &list {
            groups.entry(record.owner()).or_default().push(record);
        }
        let place = |record: &&R| (record.order().clone(), record.id());
        let by_owner = groups.into_iter().map(|(owner, mut group)| {
            // A file is written in order: there is mostly nothing to sort.
            let ordered = group
                .windows(2)
                .all(|pair| (pair[0].order(), pair[0].id()) < (pair[1].order(), pair[1].id()));
            if !ordered {
                group.sort_by_cached_key(place);
            }
            (owner, group.into_iter().map(Rec::id).collect())
        });
        let by_owner = by_owner.collect();
        list.sort_unstable_by_key(Rec::id);
        if let Some(pair) = list.windows(2).find(|pair| pair[0].id() == pair[1].id()) {
            return Err(pair[0].id());
        }
        let records = list.into_iter().map(|record| (record.id(), record)).collect();
        Ok(Table { records, by_owner })
    }

    pub fn get(&self, id: Id) -> Option<&R> {
        self.records.get(&id)
    }

    /// The ids that divide the records into so many parts of the same size.
    pub(super) fn parts(&self, count: usize) -> Vec<Range> {
        let size = self.len().div_ceil(count.max(1)).max(1);
        let cuts: Vec<Id> = self.records.keys().skip(size).step_by(size).copied().collect();
        let from =
            std::iter::once(Bound::Unbounded).chain(cuts.iter().copied().map(Bound::Included));
        let to = cuts.iter().copied().map(Bound::Excluded).chain([Bound::Unbounded]);
        from.zip(to).collect()
    }

    pub fn contains(&self, id: Id) -> bool {
        self.records.contains_key(&id)
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All records, by id.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.records.values()
    }

    /// The records with the same id in this table and another, by id: each in one, or in both. Only
    /// those with an id in the range.
    pub(super) fn beside<'a>(
        &'a self,
        other: &'a Table<R>,
        range: Range,
    ) -> impl Iterator<Item = (Option<&'a R>, Option<&'a R>)> {
        let mut one = self.records.range(range).map(|(_, record)| record).peekable();
        let mut two = other.records.range(range).map(|(_, record)| record).peekable();
        std::iter::from_fn(move || {
            let order = match (one.peek(), two.peek()) {
                (Some(first), Some(second)) => first.id().cmp(&second.id()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return None,
            };
            let first = if order == Ordering::Greater { None } else { one.next() };
            let second = if order == Ordering::Less { None } else { two.next() };
            Some((first, second))
        })
    }

    /// The ids of the records of an onderdeel, in order.
    pub fn ids_of(&self, owner: Option<Id>) -> &[Id] {
        self.by_owner.get(&owner).map_or(&[], Vec::as_slice)
    }

    /// The records of an onderdeel, in order.
    pub fn of(&self, owner: Id) -> impl DoubleEndedIterator<Item = &R> {
        self.of_any(Some(owner))
    }

    /// The records that belong to no onderdeel, in order: for onderdelen the top of the tree.
    pub fn top(&self) -> impl DoubleEndedIterator<Item = &R> {
        self.of_any(None)
    }

    fn of_any(&self, owner: Option<Id>) -> impl DoubleEndedIterator<Item = &R> {
        self.ids_of(owner).iter().filter_map(|id| self.records.get(id))
    }

    pub(super) fn insert(&mut self, record: R) {
        let (id, owner) = (record.id(), record.owner());
        self.records.insert(id, record);
        self.attach(id, owner);
    }

    pub(super) fn remove(&mut self, id: Id) -> Option<R> {
        let owner = self.records.get(&id)?.owner();
        self.detach(id, owner);
        self.records.remove(&id)
    }

    /// Changes one record and keeps the index in step.
    pub(super) fn change(&mut self, id: Id, change: impl FnOnce(&mut R)) {
        let Some(record) = self.records.get_mut(&id) else {
            return;
        };
        let (owner, order) = (record.owner(), record.order().clone());
        change(record);
        if record.owner() != owner || *record.order() != order {
            let new_owner = record.owner();
            self.detach(id, owner);
            self.attach(id, new_owner);
        }
    }

    fn detach(&mut self, id: Id, owner: Option<Id>) {
        if let Some(ids) = self.by_owner.get_mut(&owner) {
            ids.retain(|other| *other != id);
            if ids.is_empty() {
                self.by_owner.remove(&owner);
            }
        }
    }

    fn attach(&mut self, id: Id, owner: Option<Id>) {
        let records = &self.records;
        let key = |id: Id| records.get(&id).map(|record| (record.order(), id));
        let ids = self.by_owner.entry(owner).or_default();
        let at = ids.partition_point(|other| key(*other) < key(id));
        ids.insert(at, id);
    }
}
