//! A small budget on a desk, for tests of parts of the screen: changes are granted as the window
//! grants them, other wishes are kept to be looked at.

use eframe::egui::{CentralPanel, Theme, Ui, vec2};
use egui_kittest::Harness;
use rust_decimal::Decimal;

use super::view::View;
use super::wish::{Desk, Wish};
use super::{chance, fonts, theme};
use crate::change::Document;
use crate::model::{
    Amounts, Bedrag, Begroting, Edit, Id, Kolom, Kolomkop, Kop, Level, Moment, Mutatie,
    Mutatiesoort, Nature, Onderdeel, Order, Paragraaf, Record, Regel, Revision, Rol, Rolsoort,
    Sectie, Soort, Stadium,
};

#[path = "../../tests/common/mod.rs"]
mod screen;

pub use screen::{Screen, look_at};

pub const JAAR: Kolom = Kolom::new(2019, Stadium::Begroting);

pub fn id(n: u64) -> Id {
    Id::from_bits(n)
}

pub const PROGRAMMA: u64 = 10;
pub const TAAKVELD: u64 = 12;
pub const ZIN: u64 = 15;
pub const ZORGVORMEN: u64 = 33;
pub const MAATREGEL: u64 = 40;

/// Programme 6 with 6.71 and 6.72, the latter with its subs, a stelpost, a measure and texts.
pub fn begroting() -> Begroting {
    let mut begroting = Begroting::new(Kop::new(
        id(1),
        "Voorbeeldstad",
        "Programmabegroting 2019-2022",
        2019,
        "concept",
    ));
    let mut insert = |record: Record| begroting.apply(&Edit::Insert(record)).unwrap();
    insert(Kolomkop::new(JAAR, false).into());
    let mut last: Option<Order> = None;
    let mut order = move || {
        let next = Order::after(last.as_ref());
        last = Some(next.clone());
        next
    };
    for (n, parent, level, code, name) in [
        (PROGRAMMA, None, Level::Programma, "6", "Sociaal domein"),
        (11, Some(PROGRAMMA), Level::Taakveld, "6.71", "Maatwerkdienstverlening 18+"),
        (TAAKVELD, Some(PROGRAMMA), Level::Taakveld, "6.72", "Maatwerkdienstverlening 18-"),
        (13, Some(TAAKVELD), Level::Subtaakveld, "6.72.0", "Ondersteuningsbehoefte (Jeugd)"),
        (14, Some(TAAKVELD), Level::Subtaakveld, "6.72.2", "Beschikbaarheidsvoorzieningen (Jeugd)"),
        (ZIN, Some(TAAKVELD), Level::Subtaakveld, "6.72.8", "Individuele voorzieningen ZIN Jeugd"),
    ] {
        let (code, name) = (code.to_owned(), name.to_owned());
        insert(Onderdeel::new(id(n), parent.map(id), level, (code, name), order()).into());
    }
    for (n, owner, name, euro, stelpost) in [
        (30, 11, "maatwerk", 20_108_000, false),
        (31, 13, "ondersteuning", 816_000, false),
        (32, 14, "beschikbaarheid", 139_000, false),
        (ZORGVORMEN, ZIN, "zorgvormen", 19_873_000, false),
        (34, ZIN, "stelpost taakstelling", -2_950_000, true),
    ] {
        insert(
            Regel {
                id: id(n),
                onderdeel: id(owner),
                name: name.into(),
                soort: Soort::Lasten,
                nature: Nature::default(),
                stelpost,
                category: None,
                reserve: None,
                order: order(),
                amounts: Amounts::from_iter([(JAAR, Bedrag::Euro(Decimal::from(euro)))]),
            }
            .into(),
        );
    }
    insert(
        Mutatie {
            code: "M1".into(),
            start: Some(2019),
            ..Mutatie::new(
                id(MAATREGEL),
                id(TAAKVELD),
                Mutatiesoort::Maatregel,
                "GGZ en opvoedhulp".into(),
                order(),
            )
        }
        .into(),
    );
    for (n, heading, text) in [
        (
            50,
            "Gezond opgroeien",
            "Elk kind groeit gezond en veilig op, zo dicht mogelijk bij huis. \
          Hulp is er op tijd, is niet zwaarder dan nodig en versterkt wat het gezin zelf kan.",
        ),
        (51, "", "Wijkteams zijn het eerste punt van contact."),
    ] {
        insert(
            Paragraaf {
                id: id(n),
                onderdeel: id(TAAKVELD),
                sectie: Sectie::Bereiken,
                moment: Moment::Begroting,
                heading: heading.into(),
                text: text.into(),
                order: order(),
            }
            .into(),
        );
    }
    insert(
        Rol {
            id: id(60),
            onderdeel: id(TAAKVELD),
            soort: Rolsoort::Budgethouder,
            name: "hoofd Jeugd".into(),
            order: order(),
        }
        .into(),
    );
    begroting
}

/// A document, how it is looked at, and the state of the part that is tested.
pub struct TestDesk<S> {
    pub document: Document,
    pub view: View,
    pub state: S,
    /// The wishes other than changes.
    pub wishes: Vec<Wish>,
}

impl<S> TestDesk<S> {
    pub fn new(begroting: Begroting, state: S) -> TestDesk<S> {
        let document = Document::new(begroting);
        TestDesk { view: View::new(&document), document, state, wishes: Vec::new() }
    }

    /// One frame of the part, and what the window does after it.
    fn frame(&mut self, ui: &mut Ui, show: impl FnOnce(&mut Ui, &mut Desk, &mut S)) {
        let mut wishes = Vec::new();
        let mut desk = Desk {
            document: &self.document,
            view: &mut self.view,
            today: jiff::civil::date(2018, 11, 8),
            wishes: &mut wishes,
        };
        show(ui, &mut desk, &mut self.state);
        for wish in wishes {
            match wish {
                Wish::Change { why, edits } => self.change(&why, edits),
                other => self.wishes.push(other),
            }
        }
    }

    pub fn change(&mut self, why: &str, edits: Vec<Edit>) {
        let revision = Revision {
            id: chance::new_id(),
            who: "budgethouder".into(),
            at: "2018-11-08T09:41:00Z".parse().unwrap(),
            why: why.into(),
            edits,
            van: Vec::new(),
        };
        self.document.commit(revision).unwrap();
    }

    pub fn whys(&self) -> Vec<&str> {
        self.document.history().iter().map(|revision| revision.why.as_str()).collect()
    }
}

/// The part alone in a window of 900 × 600.
pub fn window<S: 'static>(
    desk: TestDesk<S>,
    theme: Theme,
    in_panel: bool,
    mut show: impl FnMut(&mut Ui, &mut Desk, &mut S) + 'static,
) -> (Harness<'static, TestDesk<S>>, Screen) {
    let screen = Screen::default();
    let mut harness = Harness::builder()
        .with_size(vec2(900.0, 600.0))
        .with_theme(theme)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .renderer(screen.clone())
        .build_ui_state(
            move |ui, desk: &mut TestDesk<S>| {
                if in_panel {
                    CentralPanel::default().show(ui, |ui| desk.frame(ui, &mut show));
                } else {
                    desk.frame(ui, &mut show);
                }
            },
            desk,
        );
    harness.run();
    (harness, screen)
}
