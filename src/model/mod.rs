//! What a budget is, and the `Edit` and `Revision` that change it.
//!
//! Amounts are exact euros. There is one sign convention: lasten and baten are both positive, and
//! saldo = baten - lasten. Files, clocks, chance and screens are unknown here.

#[macro_use]
mod declare;
mod amounts;
mod bedrag;
mod begroting;
mod behandeling;
mod breuk;
pub mod categorieen;
mod content_hash;
mod drempel;
mod edit;
mod fasering;
mod id;
mod inbreng;
mod kolom;
mod kolomkeuze;
mod kop;
mod mutatie;
mod order;
mod plaats;
mod planning;
mod records;
pub mod taakvelden;
mod table;
mod terms;
mod titles;
mod verklaring;

pub use amounts::Amounts;
pub use bedrag::Bedrag;
pub use begroting::{Begroting, ModelError};
pub use behandeling::Behandeling;
pub use breuk::{Breuk, BreukError};
pub use content_hash::{ContentHash, ContentHashError};
pub use declare::Named;
pub use drempel::Drempel;
pub use edit::{Bijdrage, Edit, Revision};
pub use fasering::Fasering;
pub use id::{Id, IdError};
pub use kolom::{Kolom, KolomError, Stadium};
pub use kolomkeuze::{Kolomkeuze, KolomkeuzeError, Stand};
pub use order::Order;
pub use planning::{Planning, PlanningError};
pub use records::{
    Acceptatie, AcceptatieField, Activiteit, ActiviteitField, Afkorting, AfkortingField, Cluster,
    ClusterField, Comparison, Contents, Controlecijfer, ControlecijferField, Dia, DiaField, Field,
    Groei, GroeiField, Herraming, HerramingField, Inbreng, InbrengField, Indexdeel, Indicator,
    IndicatorField, Keuze, KeuzeField, Kolomkop, KolomkopField, Kop, KopField, Meting, MetingField,
    Mutatie, MutatieField, Mutatieregel, MutatieregelField, Onderdeel, OnderdeelField, Opmerking,
    OpmerkingField, Optie, OptieField, Pakket, PakketField, Paragraaf, ParagraafField, Partij,
    PartijField, Plan, PlanField, Prognose, PrognoseField, Prognosepost, PrognosepostField, Record,
    Regel, RegelField, Reserve, ReserveField, Rol, RolField, Samenhang, SamenhangField, Scenario,
    ScenarioField, Tables, Toelichting, ToelichtingField, Verklaring, VerklaringField, Vraag,
    VraagField, Weergave, WeergaveField,
};
pub use table::{Rec, Table};
pub use terms::{
    Aard, Behandelstap, Diasoort, Groeiwijze, Indeling, Indicatorsoort, Level, Maat, Moment,
    Mutatiesoort, Nature, Oorzaak, Opmerkingsoort, Orgaan, Pakketsoort, Richting, Rolsoort,
    Samenhangsoort, Sectie, Soort, Status, Uitgangspunt, Vraagsoort, Zekerheid,
};
