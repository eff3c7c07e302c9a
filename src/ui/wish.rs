use std::path::PathBuf;

use jiff::civil::Date;

use crate::calc::openstaand::Plek;
use crate::change::Document;
use crate::change::structure::Target;
use crate::model::{Bijdrage, Edit, Id};

use super::command::Command;
use super::controle::Doel;
use super::plan_form::Planvorm;
use super::view::View;

/// What a part of the screen has at hand: the open budget to read, how it is looked at, the day, and a
/// list for what the user wants. The screen never changes the budget itself.
pub struct Desk<'a> {
    pub document: &'a Document,
    pub view: &'a mut View,
    pub today: Date,
    pub wishes: &'a mut Vec<Wish>,
}

/// Something that the user wants, done after the frame in which it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// One action on the budget: its name in the history, and what it changes.
    Change { why: String, edits: Vec<Edit> },
    /// The same, of work of others that is merged.
    Merged { why: String, edits: Vec<Edit>, van: Vec<Bijdrage> },
    /// A command of the one list.
    Do(Command),
    /// Ask first.
    Ask(Ask),
    /// Show the page of this onderdeel.
    Select(Id),
    /// Show this place, with the cursor on its record.
    GoTo(Doel),
    /// Be this role from now on, or nobody in particular.
    Be(Option<String>),
    /// Open the editor of a cell again.
    Retype(Typed),
    /// Ask for a plan, a package, a measure or an option.
    FillPlan(Planvorm),
    /// Ask for one line of text; `form` says what becomes of it.
    Fill(Form),
    /// Tell where an amount comes from.
    Waarom(Plek),
    /// Set the budget as it was after so many revisions beside what it is now.
    Toen(usize),
    /// Open this file in the place of what is open.
    Open(PathBuf),
    /// Set these files beside the open budget.
    Compare(Vec<PathBuf>),
    /// Merge these files into the open budget.
    Merge(Vec<PathBuf>),
    /// Read what was done before the history of the document.
    ReadEarlier,
    /// Tell something in the status bar.
    Tell(String),
    /// Tell that something could not be done, and why.
    Warn(String),
}

/// A question with the wishes that each answer makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    pub title: String,
    pub text: String,
    /// The first is what Enter does; the last is what Esc does.
    pub answers: Vec<Answer>,
}

/// One answer; without wishes it leaves everything as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub label: String,
    pub then: Vec<Wish>,
}

/// What was typed in a cell of "Wat mag het kosten?" and is not in the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Whose page the cell is on.
    pub onderdeel: Id,
    /// The keys of its row and column in the table.
    pub row: u64,
    pub col: u64,
    pub text: String,
}

/// A small form: one question, one line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Code and name of an onderdeel, or the name of a regel or measure.
    Rename(Target),
    /// A new onderdeel below this one, or at the top.
    AddOnderdeel(Option<Id>),
    /// A new regel under this onderdeel.
    AddRegel(Id),
    /// A new line of this wijziging.
    AddLine(Id),
    /// Hang an onderdeel or regel under another onderdeel, named by its code.
    Move(Target),
    /// Raise the selected amounts by a percentage.
    Raise,
    /// Spread an amount over the selected ones.
    Spread,
    /// A new column, named by its year and stage.
    AddKolom,
    /// How much of the budget of this regel goes to the next year.
    Carry(Id),
    /// Why a regel keeps another amount than its prognosis.
    Reden(Id),
    /// The name of a scenario that begins as this one; `None` is the budget itself.
    NewScenario(Option<Id>),
    /// The name of the begrotingswijziging that a plan becomes under a scenario.
    Decide { plan: Id, scenario: Option<Id> },
    /// How much of a component becomes another one.
    SplitVerklaring(Id),
    /// The name of what explains more components at once, beginning with this one.
    NewCluster(Id),
    /// The words of a cluster.
    ClusterText(Id),
    /// How the version is called with which the next year begins.
    BeginYear,
    /// A question or remark about this place.
    Opmerking(Plek),
}

impl Answer {
    pub fn new(label: impl Into<String>, then: impl IntoIterator<Item = Wish>) -> Answer {
        Answer { label: label.into(), then: then.into_iter().collect() }
    }
}

impl Wish {
    /// Does `then` only after a yes.
    pub fn confirm(
        title: impl Into<String>,
        text: impl Into<String>,
        yes: &str,
        then: impl IntoIterator<Item = Wish>,
    ) -> Wish {
        let answers = vec![Answer::new(yes, then), Answer::new("Annuleren", [])];
        Wish::Ask(Ask { title: title.into(), text: text.into(), answers })
    }
}

impl Desk<'_> {
    pub fn change(&mut self, why: impl Into<String>, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.wishes.push(Wish::Change { why: why.into(), edits });
        }
    }

    pub fn run(&mut self, command: Command) {
        self.wishes.push(Wish::Do(command));
    }
}
