use crate::change::Document;
use crate::change::structure::Target;
use crate::model::{Edit, Id};

use super::command::Command;
use super::view::View;

/// What a part of the screen has at hand: the open budget to read, how it is looked at, and a list
/// for what the user wants. The screen never changes the budget itself.
pub struct Desk<'a> {
    pub document: &'a Document,
    pub view: &'a mut View,
    pub wishes: &'a mut Vec<Wish>,
}

/// Something that the user wants, done after the frame in which it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// One action on the budget: its name in the history, and what it changes.
    Change { why: String, edits: Vec<Edit> },
    /// A command of the one list.
    Do(Command),
    /// Do it only after a yes.
    Confirm { title: String, text: String, yes: String, then: Box<Wish> },
    /// Ask for one line of text; `form` says what becomes of it.
    Fill(Form),
    /// Tell something in the status bar.
    Tell(String),
    /// Tell that something could not be done, and why.
    Warn(String),
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
    /// Hang an onderdeel or regel under another onderdeel, named by its code.
    Move(Target),
    /// Raise the selected amounts by a percentage.
    Raise,
    /// Spread an amount over the selected ones.
    Spread,
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
