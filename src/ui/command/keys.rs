//! The keys of commands.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::{Cells, Command, Plan, Verklaren, Wijziging};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

impl Command {
    /// The keys, the first of which is shown. The table itself hears those for its cells.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        let one = |modifiers, key| vec![KeyboardShortcut::new(modifiers, key)];
        match self {
            Command::New => one(CTRL, Key::N),
            Command::Open => one(CTRL, Key::O),
            Command::Save => one(CTRL, Key::S),
            Command::SaveAs => one(CTRL_SHIFT, Key::S),
            Command::CloseFile => one(CTRL, Key::W),
            Command::Quit => one(CTRL, Key::Q),
            Command::Undo => one(CTRL, Key::Z),
            Command::Redo => {
                vec![KeyboardShortcut::new(CTRL, Key::Y), KeyboardShortcut::new(CTRL_SHIFT, Key::Z)]
            }
            Command::Cells(Cells::Cut) => one(CTRL, Key::X),
            Command::Cells(Cells::Copy) => one(CTRL, Key::C),
            Command::Cells(Cells::Paste) => one(CTRL, Key::V),
            Command::Cells(Cells::Clear) => one(Modifiers::NONE, Key::Delete),
            Command::Cells(Cells::FillDown) => one(CTRL, Key::D),
            Command::Cells(Cells::FillRight) => one(CTRL, Key::R),
            Command::Find => one(CTRL, Key::F),
            Command::AddRegel => one(CTRL, Key::I),
            Command::AddOnderdeel => one(CTRL_SHIFT, Key::I),
            Command::AddMeasure => one(CTRL, Key::M),
            Command::Wijziging(Wijziging::Add) => one(CTRL, Key::B),
            Command::Wijziging(Wijziging::AddLine) => one(CTRL, Key::L),
            Command::Rename => one(CTRL, Key::E),
            Command::Verklaring(Verklaren::Add) => one(CTRL, Key::T),
            Command::Verklaring(Verklaren::Rest) => one(CTRL_SHIFT, Key::T),
            Command::MoveUp => one(ALT_SHIFT, Key::ArrowUp),
            Command::MoveDown => one(ALT_SHIFT, Key::ArrowDown),
            Command::Remove => one(CTRL, Key::Delete),
            Command::ZoomIn => vec![
                KeyboardShortcut::new(CTRL, Key::Plus),
                KeyboardShortcut::new(CTRL, Key::Equals),
            ],
            Command::ZoomOut => one(CTRL, Key::Minus),
            Command::ZoomReset => one(CTRL, Key::Num0),
            Command::Present => one(Modifiers::NONE, Key::F5),
            Command::Waarom => one(CTRL_SHIFT, Key::W),
            Command::Controle => one(CTRL, Key::F8),
            Command::NextFinding => one(Modifiers::NONE, Key::F8),
            Command::PreviousFinding => one(Modifiers::SHIFT, Key::F8),
            Command::Opmerking => one(Modifiers::NONE, Key::F9),
            Command::Opmerkingen => one(CTRL, Key::F9),
            Command::NextPart => one(Modifiers::NONE, Key::F6),
            Command::PreviousPart => one(Modifiers::SHIFT, Key::F6),
            Command::Palette => one(CTRL, Key::K),
            Command::Help => one(Modifiers::NONE, Key::F1),
            Command::Plan(Plan::AddPakket) => one(CTRL_SHIFT, Key::M),
            Command::Wijziging(Wijziging::Adopt | Wijziging::TakeBack)
            | Command::Plan(Plan::Begin | Plan::AddOptie)
            | Command::Verklaring(
                Verklaren::Split
                | Verklaren::LastYear
                | Verklaren::Cluster
                | Verklaren::Lasting
                | Verklaren::CarryForward,
            )
            | Command::Versie(_)
            | Command::Move
            | Command::BeginBerap
            | Command::ProposeBerap
            | Command::Raise
            | Command::Spread
            | Command::AddKolom
            | Command::PerTaakveld
            | Command::Carry
            | Command::CloseYear
            | Command::BeginYear
            | Command::Gegevens
            | Command::Unit(_)
            | Command::Signs(_)
            | Command::Moment(_)
            | Command::Stap(_)
            | Command::Columns
            | Command::AddSlide
            | Command::Slides
            | Command::ExportSlides
            | Command::Questions
            | Command::Chart(_)
            | Command::ChartMode
            | Command::CopyChart
            | Command::ExportChart
            | Command::Theme => Vec::new(),
        }
    }
}
