/// Why a text is no amount, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Teken {at}: {fault}.")]
pub struct ReadError {
    /// The character at which reading stopped, counted from 1; one past the end where more was
    /// expected.
    pub at: usize,
    pub fault: ReadFault,
}

/// What is wrong with a text that should be an amount, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    #[error("de tekst is langer dan {most} tekens; kort de tekst of de som in")]
    TooLong { most: usize },
    #[error("‘{found}’ hoort hier niet; schrijf een bedrag zoals 1.234,56 of -16.923, of pm")]
    Unexpected { found: String },
    #[error("de tekst houdt op waar nog een getal moet komen; vul het getal aan")]
    Unfinished,
    #[error("een punt scheidt duizendtallen en geen decimalen; schrijf {instead}")]
    PointBeforeDecimals { instead: String },
    #[error("dit lijkt een Engelse schrijfwijze; schrijf {instead}")]
    English { instead: String },
    #[error(
        "de cijfers staan niet in groepen van drie; schrijf een getal zoals 1.234.567,89, of laat de punten weg"
    )]
    Grouping,
    #[error("hier staat een tweede teken (min, plus, haakjes, N of V); laat er één staan")]
    SecondSign,
    #[error("dit staat er al; laat er één staan")]
    Twice,
    #[error("dit haakje wordt niet gesloten; zet er ) achter of haal het weg")]
    Unclosed,
    #[error(
        "het bedrag is fijner dan een cent; rond af op hele centen (duizend is 1.000: een komma begint decimalen)"
    )]
    FinerThanCent,
    #[error("het getal heeft te veel decimalen om mee te rekenen; schrijf er hooguit {most}")]
    TooPrecise { most: u32 },
    #[error(
        "het bedrag ligt boven € 1.000 biljoen; controleer het getal en de eenheid van de tabel"
    )]
    OutOfRange,
    #[error("het percentage ligt boven 10.000 %; vul het nieuwe bedrag zelf in")]
    PercentOutOfRange,
    #[error(
        "een som kan niet met % rekenen; reken met 1,0261 in plaats van 2,61 %, of schrijf 2,61% zonder = om de cel te verhogen"
    )]
    PercentInSum,
    #[error("hier wordt gedeeld door nul; deel door een ander getal")]
    DivisionByZero,
}
