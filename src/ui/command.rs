//! The one list of commands: menu, palette, shortcuts and tooltips all come from it.

mod keys;
mod menus;
mod words;

pub use menus::Menu;

use crate::display::{Signs, Unit};
use crate::model::{Behandelstap, Moment};
use crate::ui::chart::ChartKind;

/// Something a user can do from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    New,
    Open,
    Save,
    SaveAs,
    Versie(Versie),
    CloseFile,
    Quit,
    Undo,
    Redo,
    Cells(Cells),
    Find,
    AddRegel,
    AddOnderdeel,
    AddMeasure,
    Wijziging(Wijziging),
    Plan(Plan),
    Verklaring(Verklaren),
    BeginBerap,
    ProposeBerap,
    Rename,
    Move,
    MoveUp,
    MoveDown,
    Remove,
    Raise,
    Spread,
    AddKolom,
    /// Carry unspent budget to the next year.
    Carry,
    CloseYear,
    BeginYear,
    /// What the budget is of, whether it is whole, and from which difference on it is explained.
    Gegevens,
    Unit(Unit),
    Signs(Signs),
    /// Show the page as this document has it.
    Moment(Moment),
    PerTaakveld,
    /// Make or change a view.
    Columns,
    /// Show the slides before the council.
    Present,
    /// Make a slide of the page in view.
    AddSlide,
    Slides,
    ExportSlides,
    Questions,
    /// What the amount under the cursor adds up, and who changed it.
    Waarom,
    /// Everything that the checks find, and the way to the next or the one before.
    Controle,
    NextFinding,
    PreviousFinding,
    /// Ask or remark something about what is selected.
    Opmerking,
    /// Every question and remark, and how far the taakvelden are.
    Opmerkingen,
    /// Bring the taakveld of the page to this step.
    Stap(Behandelstap),
    NextPart,
    PreviousPart,
    /// Show this kind of chart.
    Chart(ChartKind),
    ChartMode,
    CopyChart,
    ExportChart,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Theme,
    Palette,
    Help,
}

/// What is done with sealed versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versie {
    Seal,
    /// Seal the version that goes to others, and mark the budget with it.
    SendOut,
    /// Write a copy to send.
    Copy,
    List,
    /// Set two versions beside each other.
    Compare,
    /// Merge what came back.
    Merge,
}

impl Versie {
    /// For a menu.
    const COMMANDS: &[Command] = &[
        Command::Versie(Versie::Seal),
        Command::Versie(Versie::List),
        Command::Versie(Versie::Compare),
        Command::Versie(Versie::SendOut),
        Command::Versie(Versie::Copy),
        Command::Versie(Versie::Merge),
    ];
}

/// What is done with the selected cells of the table on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    Cut,
    Copy,
    Paste,
    Clear,
    FillDown,
    FillRight,
}

impl Cells {
    /// In two groups, for a menu.
    pub const CLIPBOARD: &[Command] = &[
        Command::Cells(Cells::Cut),
        Command::Cells(Cells::Copy),
        Command::Cells(Cells::Paste),
        Command::Cells(Cells::Clear),
    ];
    pub const FILL: &[Command] =
        &[Command::Cells(Cells::FillDown), Command::Cells(Cells::FillRight)];
}

/// What is done with begrotingswijzigingen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wijziging {
    Add,
    AddLine,
    Adopt,
    TakeBack,
}

impl Wijziging {
    pub const EACH: [Wijziging; 4] =
        [Wijziging::Add, Wijziging::AddLine, Wijziging::Adopt, Wijziging::TakeBack];
}

/// What is added to a plan from deficit to balance, with [`Command::AddMeasure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    Begin,
    AddPakket,
    AddOptie,
}

/// What is done to explain a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verklaren {
    Add,
    /// A component of what is left.
    Rest,
    Split,
    /// The causes of the year before.
    LastYear,
    Cluster,
    /// What lasts of the explanations, as a wijziging of the next year.
    Lasting,
    /// What was not spent and is asked for again, as a wijziging of the next year.
    CarryForward,
}

impl Verklaren {
    /// For a menu.
    pub const COMMANDS: &[Command] = &[
        Command::Verklaring(Verklaren::Add),
        Command::Verklaring(Verklaren::Rest),
        Command::Verklaring(Verklaren::Split),
        Command::Verklaring(Verklaren::LastYear),
        Command::Verklaring(Verklaren::Cluster),
    ];
}

impl Command {
    /// Whether it needs an open budget.
    pub const fn needs_document(self) -> bool {
        !matches!(
            self,
            Command::New
                | Command::Open
                | Command::Quit
                | Command::ZoomIn
                | Command::ZoomOut
                | Command::ZoomReset
                | Command::Theme
                | Command::Palette
                | Command::Help
        )
    }
}
