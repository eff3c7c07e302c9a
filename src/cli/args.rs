use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Parser, Subcommand};

use super::Exit;

const TEMPLATE: &str = "{about}\n\nGebruik:\n  {usage}\n\n{all-args}{after-help}";

#[derive(Debug, Parser)]
#[command(
    name = "sluitend",
    version,
    about = "De begroting van een gemeente: bewerken, doorrekenen, vergelijken en tonen.",
    override_usage = "sluitend [BESTAND]\n  sluitend totalen BESTAND [--onderdeel CODE] [--json]\n  sluitend tekort BESTAND [--scenario NAAM] [--json]\n  sluitend controleer BESTAND [--json]\n  sluitend vergelijk OUD NIEUW [--json]\n  sluitend voegsamen BASIS MIJN HUN -o UIT",
    help_template = TEMPLATE,
    after_help = "Afloop: 0 is goed, 1 is een bevinding, 2 is verkeerd gebruik of een onleesbaar bestand.",
    subcommand_help_heading = "Opdrachten",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct Args {
    #[arg(
        value_name = "BESTAND",
        help_heading = "Argumenten",
        help = "Begroting om in het venster te openen"
    )]
    pub bestand: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "Opties", help = "Toont deze uitleg")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Opties", help = "Toont de versie")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(
        about = "Toont baten, lasten en saldo per kolom",
        override_usage = "sluitend totalen BESTAND [--onderdeel CODE] [--json]",
        help_template = TEMPLATE,
        after_help = "Afloop: 0 is goed; 1 als een gepubliceerd bedrag meer dan afronding afwijkt; 2 is verkeerd\ngebruik of een onleesbaar bestand."
    )]
    Totalen(TotalenArgs),
    #[command(
        about = "Toont per jaar het tekort, wat elk pakket oplevert en wat er overblijft",
        override_usage = "sluitend tekort BESTAND [--scenario NAAM] [--json]",
        help_template = TEMPLATE,
        after_help = "Afloop: 0 is goed; 1 als er iets in het plan niet klopt; 2 is verkeerd gebruik of een onleesbaar\nbestand."
    )]
    Tekort(TekortArgs),
    #[command(
        about = "Controleert de begroting en noemt alles wat niet klopt of aandacht vraagt",
        override_usage = "sluitend controleer BESTAND [--json]",
        help_template = TEMPLATE,
        after_help = "Afloop: 0 als er niets openstaat, of alleen iets ter info; 1 bij een fout of waarschuwing die niet\nis geaccepteerd; 2 is verkeerd gebruik of een onleesbaar bestand."
    )]
    Controleer(ControleerArgs),
    #[command(
        about = "Toont wat er verschilt tussen twee versies van een begroting",
        override_usage = "sluitend vergelijk OUD NIEUW [--json]\n  sluitend vergelijk --git PAD OUD HASH MODE NIEUW HASH MODE",
        help_template = TEMPLATE,
        after_help = "Afloop: 0 als er niets verschilt; 1 als er iets verschilt; 2 is verkeerd gebruik of een onleesbaar\nbestand. Met --git altijd 0 als het gelukt is, want zo wil git het."
    )]
    Vergelijk(VergelijkArgs),
    #[command(
        about = "Voegt twee versies samen op de versie waarmee beide begonnen",
        override_usage = "sluitend voegsamen BASIS MIJN HUN -o UIT [--venster]",
        help_template = TEMPLATE,
        after_help = "Afloop: 0 als UIT is geschreven; 1 als iemand moet kiezen: dan blijft UIT zoals het was en staan de\nconflicten op het scherm; 2 is verkeerd gebruik of een onleesbaar bestand."
    )]
    Voegsamen(VoegsamenArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct VergelijkArgs {
    #[arg(
        value_name = "OUD NIEUW",
        num_args = 2..=7,
        required = true,
        help_heading = "Argumenten",
        help = "Twee versies in RON"
    )]
    pub bestanden: Vec<PathBuf>,
    #[arg(
        long,
        help_heading = "Opties",
        help = "Voor programma's: per verschil onderdeel, regel, kolom, oud en nieuw in JSON"
    )]
    pub json: bool,
    #[arg(
        long,
        conflicts_with = "json",
        help_heading = "Opties",
        help = "De argumenten zijn die van git (diff.sluitend.command)"
    )]
    pub git: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct VoegsamenArgs {
    #[arg(
        value_name = "BASIS",
        help_heading = "Argumenten",
        help = "De versie waarmee beide begonnen"
    )]
    pub basis: PathBuf,
    #[arg(value_name = "MIJN", help_heading = "Argumenten", help = "De eigen versie")]
    pub mijn: PathBuf,
    #[arg(value_name = "HUN", help_heading = "Argumenten", help = "De versie die erbij komt")]
    pub hun: PathBuf,
    #[arg(
        short = 'o',
        value_name = "UIT",
        required = true,
        help_heading = "Opties",
        help = "Het bestand dat wordt geschreven; het mag er al zijn"
    )]
    pub uit: PathBuf,
    #[arg(
        long,
        help_heading = "Opties",
        help = "Opent UIT, met de inhoud van MIJN, in het venster om te kiezen (git mergetool)"
    )]
    pub venster: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ControleerArgs {
    #[arg(value_name = "BESTAND", help_heading = "Argumenten", help = "Begroting in RON")]
    pub bestand: PathBuf,
    #[arg(
        long,
        help_heading = "Opties",
        help = "Voor programma's: per bevinding regel, ernst, plaats en melding in JSON"
    )]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct TekortArgs {
    #[arg(value_name = "BESTAND", help_heading = "Argumenten", help = "Begroting in RON")]
    pub bestand: PathBuf,
    #[arg(
        long,
        value_name = "NAAM",
        help_heading = "Opties",
        help = "Alleen dit scenario; anders alle"
    )]
    pub scenario: Option<String>,
    #[arg(
        long,
        help_heading = "Opties",
        help = "Voor programma's: exacte euro's als tekst in JSON"
    )]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct TotalenArgs {
    #[arg(value_name = "BESTAND", help_heading = "Argumenten", help = "Begroting in RON")]
    pub bestand: PathBuf,
    #[arg(
        long,
        value_name = "CODE",
        help_heading = "Opties",
        help = "Alleen dit onderdeel, zoals 6.72; anders de hele begroting"
    )]
    pub onderdeel: Option<String>,
    #[arg(
        long,
        help_heading = "Opties",
        help = "Voor programma's: exacte euro's als tekst in JSON"
    )]
    pub json: bool,
}

/// Why reading the arguments ended the program: help or version was asked, or they are wrong.
#[derive(Debug)]
pub(super) struct Stop {
    pub text: String,
    pub exit: Exit,
}

impl Args {
    pub(super) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Args, Stop> {
        Args::try_parse_from(args).map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Stop { text: error.to_string(), exit: Exit::Good }
            }
            kind => {
                let what = describe(kind, &error);
                let text = format!("sluitend: {what}; zie sluitend --help\n");
                Stop { text, exit: Exit::BadUse }
            }
        })
    }
}

/// clap speaks English only.
fn describe(kind: ErrorKind, error: &clap::Error) -> String {
    let arg = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) => arg.clone(),
        Some(ContextValue::Strings(args)) => args.join(", "),
        _ => String::new(),
    };
    let arg = arg.trim_start_matches('<').trim_end_matches('>');
    match kind {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => {
            format!("‘{arg}’ wordt hier niet begrepen")
        }
        ErrorKind::MissingRequiredArgument => format!("{} ontbreekt", arg.replace(['<', '>'], "")),
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("achter {arg} ontbreekt een waarde")
        }
        ErrorKind::TooManyValues => format!("achter {arg} hoort geen waarde"),
        ErrorKind::ArgumentConflict => {
            format!("{arg} staat er twee keer, of past niet bij de rest")
        }
        ErrorKind::InvalidUtf8 => "een argument is geen UTF-8".to_owned(),
        _ => "deze argumenten passen niet bij elkaar".to_owned(),
    }
}
