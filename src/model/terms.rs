//! The closed lists of the law and of the practice of gemeenten.

use serde::{Deserialize, Serialize};

/// An enum with, per value, the word that people read. The first value is the default.
macro_rules! terms {
    ($(
        $(#[$meta:meta])*
        $Term:ident { $First:ident = $first:literal, $( $(#[$value_meta:meta])* $Value:ident = $word:literal, )* }
    )*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub enum $Term {
                #[default]
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

    /// The sections of a budget page, in the order in which it prints them.
    Sectie {
        Bereiken = "Wat willen we bereiken?",
        Anders = "Wat gaan we daarvoor anders doen?",
        Blijven = "Wat blijven we doen?",
        Toelichting = "Financiële toelichting",
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

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}
