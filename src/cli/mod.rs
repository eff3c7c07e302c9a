//! The command line: what a script calls, on the same library as the window.
//!
//! [`run`] reads the arguments and does what they ask, or says that the window must open. Help and
//! messages are Dutch.

mod args;
mod controleer;
mod table;
mod tekort;
mod totalen;
mod vergelijk;
mod voegsamen;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use args::{Args, Command};

use crate::change::samenvoegen::SamenvoegError;
use crate::model::Begroting;
use crate::store::{RealDisk, StoreError, load_versions};

/// How a command ended; the number is that of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Good = 0,
    /// All was done, and something was found that is not right.
    Finding = 1,
    /// Nothing was done: wrong arguments, or a file that cannot be read.
    BadUse = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// What is left to do after the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Open the window, with this file if one is named.
    Window(Option<PathBuf>),
    /// Open the window with a merge that asks for choices.
    Merge(Merge),
    Exit(Exit),
}

/// A merge for the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The version that both began with.
    pub basis: PathBuf,
    /// The version that comes in.
    pub hun: PathBuf,
    /// The file that is open and gets the result.
    pub uit: PathBuf,
}

/// Why a command cannot be carried out.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(
        "onderdeel ‘{0}’ staat niet in deze begroting; zonder --onderdeel ziet u de hele begroting"
    )]
    UnknownCode(String),
    #[error("code ‘{0}’ komt {1} keer voor in deze begroting; geef onderdelen elk een eigen code")]
    AmbiguousCode(String, usize),
    #[error("vergelijken vraagt twee bestanden; zie sluitend vergelijk --help")]
    NotTwo,
    #[error("‘{0}’ en ‘{1}’ zijn verschillende begrotingen; vergelijk twee versies van dezelfde")]
    OtherBudget(String, String),
    #[error(transparent)]
    Merge(#[from] SamenvoegError),
    #[error("er staat geen plan in deze begroting; open haar en kies ‘Plan beginnen’")]
    NoPlan,
    #[error("scenario ‘{0}’ staat niet in deze begroting; kies uit: {1}")]
    UnknownScenario(String, String),
    #[error("de uitvoer is niet te schrijven ({0})")]
    Output(#[from] io::Error),
}

/// Does what the arguments ask. The first of them is the name of the program.
///
/// Answers go to `out`, messages to `err`. A reader that stops reading (`| head`) is no error, and
/// changes nothing of what is done.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Next {
    let out: &mut dyn Write = &mut WhileRead(out);
    let args = match Args::read(args) {
        Ok(args) => args,
        Err(stop) if stop.exit == Exit::Good => {
            let written = write!(out, "{}", stop.text).and_then(|()| out.flush());
            return Next::Exit(ended(written.map(|()| Exit::Good).map_err(Into::into), err));
        }
        Err(stop) => {
            complain(err, &stop.text);
            return Next::Exit(stop.exit);
        }
    };
    match args.command {
        None => Next::Window(args.bestand),
        Some(Command::Totalen(totalen)) => {
            let result = totalen::run(&totalen, out, err);
            Next::Exit(ended(result, err))
        }
        Some(Command::Controleer(controleer)) => {
            Next::Exit(ended(controleer::run(&controleer, out), err))
        }
        Some(Command::Vergelijk(vergelijk)) => {
            let result = vergelijk::run(&vergelijk, out, err);
            Next::Exit(ended(result, err))
        }
        Some(Command::Voegsamen(args)) if args.venster => match voegsamen::prepare(&args) {
            Ok(()) => Next::Merge(Merge { basis: args.basis, hun: args.hun, uit: args.uit }),
            Err(error) => Next::Exit(ended(Err(error), err)),
        },
        Some(Command::Voegsamen(voegsamen)) => {
            let result = voegsamen::run(&voegsamen, out, err);
            Next::Exit(ended(result, err))
        }
        Some(Command::Tekort(tekort)) => {
            let result = tekort::run(&tekort, out, err);
            Next::Exit(ended(result, err))
        }
    }
}

fn ended(result: Result<Exit, CommandError>, err: &mut dyn Write) -> Exit {
    match result {
        Ok(exit) => exit,
        Err(error) => {
            complain(err, &format!("sluitend: {error}\n"));
            Exit::BadUse
        }
    }
}

/// Reads versions of one budget; of a sealed one that was changed since, says so.
fn versions<const N: usize>(
    files: [&Path; N],
    err: &mut dyn Write,
) -> Result<[Begroting; N], StoreError> {
    let mut names = files.into_iter().map(Path::display);
    Ok(load_versions(&RealDisk, files)?.map(|(begroting, verzegeld)| {
        let name = names.next().map_or_else(String::new, |name| name.to_string());
        if verzegeld.is_some_and(|it| !it.is_heel()) {
            let text = "is een verzegelde versie die na het verzegelen is gewijzigd";
            complain(err, &format!("sluitend: ‘{name}’ {text}\n"));
        }
        begroting
    }))
}

/// Writes for as long as anybody reads.
struct WhileRead<'a>(&'a mut dyn Write);

impl Write for WhileRead<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

/// Where messages cannot be written either, there is nowhere left to say so.
fn complain(err: &mut dyn Write, text: &str) {
    err.write_all(text.as_bytes()).and_then(|()| err.flush()).unwrap_or_default();
}
