//! Where commands stand in the menus.

use super::{Cells, Command, Plan, Verklaren, Versie, Wijziging};
use crate::display::{Signs, Unit};
use crate::model::{Behandelstap, Moment};
use crate::ui::chart::ChartKind;

/// The menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    Bestand,
    Bewerken,
    Invoegen,
    Beeld,
    /// What differs, why, what is not right yet, and what is still open.
    Verklaren,
    /// From one year to the next.
    Jaar,
    /// Before the council.
    Beraad,
    Help,
}

impl Menu {
    pub const ALL: [Menu; 8] = [
        Menu::Bestand,
        Menu::Bewerken,
        Menu::Invoegen,
        Menu::Beeld,
        Menu::Verklaren,
        Menu::Jaar,
        Menu::Beraad,
        Menu::Help,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Menu::Bestand => "Bestand",
            Menu::Bewerken => "Bewerken",
            Menu::Invoegen => "Invoegen",
            Menu::Beeld => "Beeld",
            Menu::Verklaren => "Verklaren",
            Menu::Jaar => "Jaar",
            Menu::Beraad => "Beraad",
            Menu::Help => "Help",
        }
    }
}

impl Command {
    /// Every command once, in the order and the groups of the menus.
    const GROUPS: [(Menu, &[Command]); 33] = [
        (Menu::Bestand, &[Command::New, Command::Open]),
        (Menu::Bestand, &[Command::Save, Command::SaveAs]),
        (Menu::Bestand, Versie::COMMANDS),
        (Menu::Bestand, &[Command::Gegevens]),
        (Menu::Bestand, &[Command::CloseFile, Command::Quit]),
        (Menu::Bewerken, &[Command::Undo, Command::Redo]),
        (Menu::Bewerken, Cells::CLIPBOARD),
        (Menu::Bewerken, Cells::FILL),
        (Menu::Bewerken, &[Command::Raise, Command::Spread]),
        (
            Menu::Bewerken,
            &[Command::Rename, Command::Move, Command::MoveUp, Command::MoveDown, Command::Remove],
        ),
        (
            Menu::Bewerken,
            &[
                Command::Wijziging(Wijziging::Adopt),
                Command::Wijziging(Wijziging::TakeBack),
                Command::ProposeBerap,
            ],
        ),
        (Menu::Bewerken, &[Command::Find]),
        (Menu::Invoegen, &[Command::AddRegel, Command::AddOnderdeel, Command::AddKolom]),
        (
            Menu::Invoegen,
            &[Command::Wijziging(Wijziging::Add), Command::Wijziging(Wijziging::AddLine)],
        ),
        (
            Menu::Invoegen,
            &[
                Command::AddMeasure,
                Command::Plan(Plan::Begin),
                Command::Plan(Plan::AddPakket),
                Command::Plan(Plan::AddOptie),
            ],
        ),
        (
            Menu::Beeld,
            &[
                Command::Unit(Unit::Euro),
                Command::Unit(Unit::Thousand),
                Command::Unit(Unit::Million),
            ],
        ),
        (
            Menu::Beeld,
            &[Command::Signs(Signs::LastenNegative), Command::Signs(Signs::BothPositive)],
        ),
        (Menu::Beeld, &[Command::Moment(Moment::Begroting), Command::Moment(Moment::Jaarverslag)]),
        (Menu::Beeld, &[Command::Columns, Command::PerTaakveld]),
        (Menu::Beeld, &[Command::NextPart, Command::PreviousPart]),
        (
            Menu::Beeld,
            &[
                Command::Chart(ChartKind::Onderdelen),
                Command::Chart(ChartKind::Geld),
                Command::Chart(ChartKind::Jaren),
            ],
        ),
        (Menu::Beeld, &[Command::ChartMode, Command::CopyChart, Command::ExportChart]),
        (Menu::Beeld, &[Command::ZoomIn, Command::ZoomOut, Command::ZoomReset, Command::Theme]),
        (Menu::Verklaren, &[Command::Waarom]),
        (Menu::Verklaren, Verklaren::COMMANDS),
        (
            Menu::Verklaren,
            &[
                Command::Verklaring(Verklaren::CarryForward),
                Command::Verklaring(Verklaren::Lasting),
            ],
        ),
        (Menu::Verklaren, &[Command::Controle, Command::NextFinding, Command::PreviousFinding]),
        (Menu::Verklaren, &[Command::Opmerking, Command::Opmerkingen]),
        (
            Menu::Verklaren,
            &[
                Command::Stap(Behandelstap::InBewerking),
                Command::Stap(Behandelstap::Aangeleverd),
                Command::Stap(Behandelstap::Beoordeeld),
                Command::Stap(Behandelstap::Akkoord),
            ],
        ),
        (Menu::Jaar, &[Command::BeginBerap, Command::Carry]),
        (Menu::Jaar, &[Command::CloseYear, Command::BeginYear]),
        (
            Menu::Beraad,
            &[
                Command::Present,
                Command::AddSlide,
                Command::Slides,
                Command::ExportSlides,
                Command::Questions,
            ],
        ),
        (Menu::Help, &[Command::Palette, Command::Help]),
    ];

    /// Every command, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Command> {
        Command::GROUPS.into_iter().flat_map(|(_, group)| group).copied()
    }

    /// The groups of a menu.
    pub fn groups(menu: Menu) -> impl Iterator<Item = &'static [Command]> {
        Command::GROUPS.into_iter().filter(move |(of, _)| *of == menu).map(|(_, group)| group)
    }
}
