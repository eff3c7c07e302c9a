use std::io::{BufWriter, Write, stderr, stdout};
use std::process::ExitCode;

use sluitend::cli::{self, Exit, Next};
use sluitend::ui;

fn main() -> ExitCode {
    let next = cli::run(std::env::args_os(), &mut BufWriter::new(stdout()), &mut stderr());
    match next {
        Next::Exit(exit) => exit.into(),
        Next::Window(path) => match ui::run(path) {
            Ok(()) => Exit::Good.into(),
            Err(message) => {
                // Where even this cannot be written, the exit code says it.
                stderr().write_all(format!("sluitend: {message}\n").as_bytes()).unwrap_or_default();
                Exit::BadUse.into()
            }
        },
    }
}
