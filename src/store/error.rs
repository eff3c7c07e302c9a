use std::io;
use std::path::{Path, PathBuf};

use super::paths::name_of;
use super::ron_error::ReadError;

/// What can go wrong with our own files. The message says what, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("‘{}’ is niet {doing}: {}", path.display(), reason(source))]
    Io {
        /// Ends "is niet …": "te openen", "op te slaan".
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("‘{}’ is een map, geen bestand. Kies een bestand in die map.", .0.display())]
    IsFolder(PathBuf),
    #[error("‘{}’ is geen gewoon bestand. Kies een ander bestand.", .0.display())]
    NotAFile(PathBuf),
    #[error("‘{}’ is alleen-lezen. Sla op onder een andere naam, of haal het kenmerk alleen-lezen van het bestand af.", .0.display())]
    ReadOnly(PathBuf),
    #[error("‘{}’ is groter dan {} MB. Zo groot is geen begroting; kies een ander bestand.", path.display(), limit / 1_000_000)]
    TooLarge {
        path: PathBuf,
        /// In bytes.
        limit: u64,
    },
    #[error("‘{}’ is door iemand anders of een ander programma gewijzigd sinds het hier is geopend. Er is niets overschreven. Sla op onder een andere naam, of open het bestand opnieuw.", .0.display())]
    ChangedOutside(PathBuf),
    #[error("‘{}’ is een verzegelde versie; daar wordt nooit overheen opgeslagen. Sla op onder een andere naam.", .0.display())]
    Sealed(PathBuf),
    #[error("‘{}’ is geen verzegelde versie van een begroting.", .0.display())]
    NotSealed(PathBuf),
    #[error("‘{}’ is gewijzigd sinds het verzegelen en telt niet meer als versie. Zet een ongewijzigde kopie terug, bijvoorbeeld uit de back-up. Bekijken kan wel: open het bestand alleen-lezen.", .0.display())]
    SealBroken(PathBuf),
    #[error("‘{}’ hoort bij een andere begroting ({title}).", path.display())]
    OtherBudget {
        path: PathBuf,
        /// Gemeente, year and title of that budget.
        title: String,
    },
    /// The content is no budget.
    #[error("‘{}’, {error}.{}", path.display(), backup.as_deref().map(way_back).unwrap_or_default())]
    Unreadable {
        path: PathBuf,
        error: ReadError,
        /// The former version, where there is one beside it.
        backup: Option<PathBuf>,
    },
    #[error("De voorkeuren in ‘{}’ zijn niet te lezen ({error}). De gewone voorkeuren gelden nu; het oude bestand is bewaard als ‘{}’.", path.display(), kept.display())]
    Settings { path: PathBuf, kept: PathBuf, error: ReadError },
    #[error("‘{}’ is geschreven door een nieuwere versie van Sluitend (journaal versie {version}). Werk het programma bij; er is niets gewijzigd.", path.display())]
    NewerJournal { path: PathBuf, version: u32 },
    #[error("‘{}’ is niet te schrijven: de gegevens laten zich niet vastleggen ({message}). Sla de begroting op onder een andere naam en meld dit aan de maker.", path.display())]
    Encode { path: PathBuf, message: String },
    #[error(
        "Het journaal wordt niet meer bijgehouden. Sla de begroting nu op en start het programma opnieuw."
    )]
    WriterStopped,
}

impl StoreError {
    /// For `map_err`: the error of an operation on `path`; `doing` ends "is niet …".
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        move |source| StoreError::Io { doing, path: path.to_owned(), source }
    }

    /// Whether nothing stands under the name.
    pub fn is_not_found(&self) -> bool {
        matches!(self, StoreError::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

fn way_back(backup: &Path) -> String {
    let (from, to) = (name_of(backup), name_of(&backup.with_extension("")));
    format!(
        " De vorige versie staat ernaast als ‘{from}’. Terugzetten: geef dit bestand een andere \
         naam, en noem ‘{from}’ daarna ‘{to}’."
    )
}

fn reason(error: &io::Error) -> String {
    use io::ErrorKind as K;
    let text = match error.kind() {
        K::NotFound => {
            "het bestand of de map bestaat niet (meer). Controleer of de map nog bereikbaar is, of kies een andere plaats."
        }
        K::PermissionDenied => {
            "u hebt hier geen rechten voor, of een ander programma houdt het bestand vast. Sluit dat programma of kies een andere map."
        }
        K::StorageFull => "de schijf is vol. Maak ruimte vrij of kies een andere schijf.",
        K::QuotaExceeded => {
            "uw schijfruimte is op. Maak ruimte vrij of vraag de beheerder om meer."
        }
        K::ReadOnlyFilesystem => "de schijf is alleen-lezen. Kies een andere schijf.",
        K::IsADirectory => "er staat een map met deze naam. Kies een andere naam.",
        K::NotADirectory => "een deel van het pad is geen map. Kies een andere plaats.",
        K::InvalidFilename | K::InvalidInput => {
            "deze naam kan hier niet. Kies een kortere naam zonder bijzondere tekens."
        }
        K::FileTooLarge => "het bestand is te groot voor deze schijf. Kies een andere schijf.",
        K::StaleNetworkFileHandle | K::HostUnreachable | K::NetworkUnreachable | K::TimedOut => {
            "de netwerkschijf is niet bereikbaar. Controleer de verbinding en probeer het opnieuw."
        }
        _ => {
            return format!(
                "de schijf geeft een fout ({error}). Probeer het opnieuw, of kies een andere plaats."
            );
        }
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_file_and_what_to_do() {
        for (kind, word) in [
            (io::ErrorKind::NotFound, "bestaat niet"),
            (io::ErrorKind::PermissionDenied, "geen rechten"),
            (io::ErrorKind::StorageFull, "schijf is vol"),
            (io::ErrorKind::ReadOnlyFilesystem, "alleen-lezen"),
            (io::ErrorKind::IsADirectory, "map met deze naam"),
            (io::ErrorKind::BrokenPipe, "een fout"),
        ] {
            let error = StoreError::io("op te slaan", Path::new("/b/x.ron"))(kind.into());
            let message = error.to_string();
            assert!(message.starts_with("‘/b/x.ron’ is niet op te slaan: "), "{message}");
            assert!(message.contains(word) && message.ends_with('.'), "{message}");
        }
    }
}
