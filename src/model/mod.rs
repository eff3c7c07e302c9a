//! What a budget is, and the `Edit` and `Revision` that change it.
//!
//! Amounts are exact euros. There is one sign convention: lasten and baten are both positive, and
//! saldo = baten - lasten. Files, clocks, chance and screens are unknown here.

mod amounts;
mod bedrag;
mod begroting;
mod edit;
mod id;
mod kolom;
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
pub use order::Order;
pub use records::{
    Comparison, Contents, Controlecijfer, ControlecijferField, Field, Kolomkop, KolomkopField, Kop,
    KopField, Mutatie, MutatieField, Onderdeel, OnderdeelField, Paragraaf, ParagraafField, Record,
    Regel, RegelField, Rol, RolField, Tables,
};
pub use table::{Rec, Table};
pub use terms::{Level, Maat, Nature, Rolsoort, Sectie, Soort, Status, Zekerheid};
