//! What a budget is, and the `Edit` and `Revision` that change it.
//!
//! Amounts are exact euros. There is one sign convention: lasten and baten are both positive, and
//! saldo = baten - lasten. Files, clocks, chance and screens are unknown here.

mod amounts;
#[macro_use]
mod declare;
mod bedrag;
mod begroting;
pub mod categorieen;
mod edit;
mod id;
mod kolom;
mod kolomkeuze;
mod order;
mod records;
pub mod taakvelden;
mod table;
mod terms;

pub use amounts::Amounts;
pub use bedrag::Bedrag;
pub use begroting::{Begroting, ModelError};
pub use edit::{Edit, Revision};
pub use id::{Id, IdError};
pub use kolom::{Kolom, KolomError, Stadium};
pub use kolomkeuze::{Kolomkeuze, KolomkeuzeError, Stand};
pub use order::Order;
pub use records::{
    Activiteit, ActiviteitField, Afkorting, AfkortingField, Comparison, Contents, Controlecijfer,
    ControlecijferField, Field, Indicator, IndicatorField, Kolomkop, KolomkopField, Kop, KopField,
    Meting, MetingField, Mutatie, MutatieField, Mutatieregel, MutatieregelField, Onderdeel,
    OnderdeelField, Paragraaf, ParagraafField, Partij, PartijField, Record, Regel, RegelField,
    Reserve, ReserveField, Rol, RolField, Tables, Verklaring, VerklaringField, Weergave,
    WeergaveField,
};
pub use table::{Rec, Table};
pub use terms::{
    Aard, Indeling, Indicatorsoort, Level, Maat, Moment, Mutatiesoort, Nature, Orgaan, Richting,
    Rolsoort, Sectie, Soort, Status, Zekerheid,
};
