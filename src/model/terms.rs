//! The closed lists of the law and of the practice of gemeenten.

use serde::{Deserialize, Serialize};

/// An enum with, per value, the word that people read. The first value is the default.
macro_rules! terms {
    ($(
        $(#[$meta:meta])*
        $Term:ident { $(#[$first_meta:meta])* $First:ident = $first:literal, $( $(#[$value_meta:meta])* $Value:ident = $word:literal, )* }
    )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub enum $Term {
                #[default]
                $(#[$first_meta])*
                $First,
                $( $(#[$value_meta])* $Value, )*
            }

            impl $Term {
                pub const ALL: &[$Term] = &[$Term::$First, $( $Term::$Value, )*];

                /// The word on the screen.
                pub const fn word(self) -> &'static str {
                    match self {
                        $Term::$First => $first,
                        $( $Term::$Value => $word, )*
                    }
                }

                /// The value that has this word, whatever its capitals.
                pub fn from_word(word: &str) -> Option<$Term> {
                    let word = word.trim().to_lowercase();
                    $Term::ALL.iter().copied().find(|term| term.word().to_lowercase() == word)
                }
            }
        )*
    };
}

terms! {
    /// What a line adds to (BBV): expenditure, income, or a movement of the reserves.
    Soort {
        Lasten = "lasten",
        Baten = "baten",
        Toevoeging = "toevoeging reserves",
        Onttrekking = "onttrekking reserves",
    }

    /// Lasting or one-off (BBV art. 19 and 28). "Niet vermeld" counts as structureel.
    Nature {
        NietVermeld = "niet vermeld",
        Structureel = "structureel",
        Incidenteel = "incidenteel",
    }

    /// The level of an onderdeel: data, for gemeenten differ.
    Level {
        Programma = "programma",
        Taakveld = "taakveld",
        Subtaakveld = "subtaakveld",
        Doel = "doel",
        Product = "product",
    }

    /// What a published figure is of.
    Maat {
        Saldo = "saldo",
        Baten = "baten",
        Lasten = "lasten",
        Toevoeging = "toevoeging reserves",
        Onttrekking = "onttrekking reserves",
        /// Saldo after toevoegingen and onttrekkingen.
        Resultaat = "resultaat",
    }

    /// Who someone is for an onderdeel.
    Rolsoort {
        Budgethouder = "budgethouder",
        FinancieelAdviseur = "financieel adviseur",
        Wethouder = "wethouder",
        Portefeuillehouder = "portefeuillehouder",
        AmbtelijkAanspreekpunt = "ambtelijk aanspreekpunt",
        Afdeling = "betrokken afdeling",
    }

    /// The sections of a page, in the order in which it prints them. The word is that of the
    /// begroting; `title` gives that of the other documents.
    Sectie {
        Bereiken = "Wat willen we bereiken?",
        Anders = "Wat gaan we daarvoor anders doen?",
        Blijven = "Wat blijven we doen?",
        Toelichting = "Financiële toelichting",
        /// Of a programme or goal.
        Doel = "Hoofddoelstelling",
        Uitgangspunten = "Uitgangspunten",
        Criteria = "Criteria",
        Beleidsnotas = "Relevante beleidsnota’s",
    }

    /// The document of the P&C cycle that a text is part of.
    Moment {
        Begroting = "begroting",
        Jaarverslag = "jaarverslag",
    }

    /// What a mutatie is.
    Mutatiesoort {
        Maatregel = "maatregel",
        /// Changes the budget once adopted.
        Wijziging = "begrotingswijziging",
        /// Lasten or baten that moved between taakvelden; nets to zero.
        Verschuiving = "verschuiving tussen taakvelden",
        /// A movement of a reserve with its counter-entry; nets to zero.
        Reservemutatie = "reservemutatie",
        /// A nadeel here that is covered in another programme, or the other way round.
        Dekking = "dekking in een ander programma",
    }

    /// Who takes a decision.
    Orgaan {
        NietVermeld = "niet vermeld",
        Raad = "raad",
        College = "college",
    }

    /// Where a mutation of the budget comes from, as in a kadernota.
    Aard {
        NietVermeld = "niet vermeld",
        Autonoom = "autonoom",
        NieuwBeleid = "nieuw beleid",
        Bezuiniging = "bezuiniging",
        Rijk = "Rijk",
    }

    /// Why something came out otherwise than budgeted.
    Oorzaak {
        NietVermeld = "niet vermeld",
        Prijs = "prijs",
        Hoeveelheid = "hoeveelheid",
        Beleid = "beleid",
        /// Earlier or later than budgeted.
        Timing = "tijdstip",
        /// A correction, or another way of booking.
        Technisch = "technisch",
    }

    /// What the rows and columns of a view are.
    Indeling {
        /// Rows are onderdelen and regels, columns are kolommen.
        Onderdelen = "onderdelen",
        /// The same in blocks: first all baten, then all lasten, then the saldo.
        Blokken = "blokken",
        /// Rows are kolommen, columns are figures.
        Standen = "standen",
    }

    Indicatorsoort {
        Beleidsindicator = "beleidsindicator",
        Kengetal = "kengetal",
        /// A number to calculate with: indications of a form of care, inhabitants of an age.
        Aantal = "aantal",
    }

    /// The line that a plan starts from.
    Uitgangspunt {
        Vastgesteld = "vastgesteld tekort (afgerond)",
        Prognose = "herrekende prognose",
    }

    /// What the measures of a package do.
    Pakketsoort {
        Bijsturen = "bijsturen",
        Aanvullend = "aanvullend",
        /// Ideas; mostly without an amount.
        Onderzoek = "te onderzoeken",
        /// Money that others must grant.
        Inkomsten = "extra inkomsten",
        /// What it costs to get there.
        Investering = "investering",
    }

    Samenhangsoort {
        /// They may save the same money.
        Overlap = "overlapt met",
        /// It yields nothing without the other.
        Afhankelijk = "kan niet zonder",
        /// Together they are nothing: one's voordeel is the other's nadeel.
        Overboeking = "is de tegenboeking van",
    }

    /// How growth over more years adds up.
    Groeiwijze {
        Enkelvoudig = "enkelvoudig",
        Samengesteld = "samengesteld",
    }

    /// What a slide shows.
    Diasoort {
        /// The remaining deficit per year.
        Resterend = "resterend tekort per jaar",
        /// The table of packages and years.
        Tabel = "tabel van het tekort",
        /// From deficit to rest, in one year.
        Waterval = "waterval van een jaar",
        /// Hard and soft against the deficit.
        Dekking = "dekking, hard en zacht",
        /// One measure with its options and consequence.
        Maatregel = "maatregel met opties",
        /// What a prognosis adds up.
        Prognose = "prognose",
        Tekst = "tekst",
    }

    Vraagsoort {
        Vraag = "vraag",
        Toezegging = "toezegging",
    }

    Opmerkingsoort {
        Vraag = "vraag",
        Opmerking = "opmerking",
    }

    /// How far an onderdeel is on its way to the council: each comes after the one before.
    Behandelstap {
        InBewerking = "in bewerking",
        Aangeleverd = "aangeleverd",
        Beoordeeld = "beoordeeld",
        Akkoord = "akkoord",
    }

    /// Which way an indicator should go.
    Richting {
        NietVermeld = "niet vermeld",
        Hoger = "hoger is beter",
        Lager = "lager is beter",
    }

    /// How far a measure is. One that has lapsed counts in no figure.
    Status {
        InVoorbereiding = "in voorbereiding",
        Vastgesteld = "vastgesteld",
        InUitvoering = "in uitvoering",
        Gerealiseerd = "gerealiseerd",
        Uitgesteld = "uitgesteld",
        Vervallen = "vervallen",
    }

    /// Whether a measure can be counted on.
    Zekerheid {
        NietVermeld = "niet vermeld",
        Hard = "hard",
        Zacht = "zacht",
    }
}

impl Sectie {
    /// The title on the page of an onderdeel of this level, in the document of this moment: a
    /// jaarverslag looks back.
    pub const fn title(self, moment: Moment, level: Level) -> &'static str {
        match (self, moment, level) {
            (Sectie::Bereiken, Moment::Jaarverslag, _) => "Wat hebben we bereikt?",
            (Sectie::Anders, Moment::Jaarverslag, _) => "Wat hebben we daarvoor gedaan?",
            (Sectie::Blijven, Moment::Jaarverslag, _) => "Wat zijn we blijven doen?",
            (Sectie::Doel, _, Level::Doel) => "Doel",
            _ => self.word(),
        }
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annual_report_looks_back() {
        let title = |sectie: Sectie| sectie.title(Moment::Jaarverslag, Level::Taakveld);
        assert_eq!(title(Sectie::Bereiken), "Wat hebben we bereikt?");
        assert_eq!(title(Sectie::Anders), "Wat hebben we daarvoor gedaan?");
        assert_eq!(title(Sectie::Blijven), "Wat zijn we blijven doen?");
        assert_eq!(title(Sectie::Toelichting), "Financiële toelichting");
        for sectie in Sectie::ALL {
            assert_eq!(sectie.title(Moment::Begroting, Level::Taakveld), sectie.word());
        }
        let of = |level| Sectie::Doel.title(Moment::Begroting, level);
        assert_eq!((of(Level::Programma), of(Level::Doel)), ("Hoofddoelstelling", "Doel"));
    }
}
