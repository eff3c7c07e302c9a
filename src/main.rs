use std::io::{BufWriter, Write, stderr, stdout};
use std::process::ExitCode;

use sluitend::cli::{self, Exit, Merge, Next};
use sluitend::ui::{self, Inkomend};

fn main() -> ExitCode {
    let next = cli::run(std::env::args_os(), &mut BufWriter::new(stdout()), &mut stderr());
    let shown = match next {
        Next::Exit(exit) => return exit.into(),
        Next::Window(path) => ui::run(path, None),
        Next::Merge(Merge { basis, hun, uit }) => {
            ui::run(Some(uit), Some(Inkomend { bestand: hun, basis }))
        }
    };
    match shown {
        Ok(()) => Exit::Good.into(),
        Err(message) => {
            // Where even this cannot be written, the exit code says it.
            stderr().write_all(format!("sluitend: {message}\n").as_bytes()).unwrap_or_default();
            Exit::BadUse.into()
        }
    }
}
