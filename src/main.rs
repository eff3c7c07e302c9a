use std::io::{BufWriter, Write, stderr, stdout};
use std::process::ExitCode;

use sluitend::cli::{self, Exit, Next};

fn main() -> ExitCode {
    let next = cli::run(std::env::args_os(), &mut BufWriter::new(stdout()), &mut stderr());
    match next {
        Next::Exit(exit) => exit.into(),
        Next::Window(_) => {
            let message =
                b"sluitend: het venster zit nog niet in deze versie; zie sluitend --help\n";
            stderr().write_all(message).unwrap_or_default();
            Exit::BadUse.into()
        }
    }
}
