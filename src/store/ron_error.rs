//! What is wrong with a RON document, in Dutch and with its place.

use crate::model::ModelError;

/// Why a document cannot be read. Line and column count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("regel {line}, kolom {column}: {what}")]
pub struct ReadError {
    pub line: usize,
    pub column: usize,
    /// What is wrong and what was expected or can be done.
    pub what: String,
}

/// The bytes as text, or what they are instead.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::at("", 0, "het bestand is leeg; kies een ander bestand"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(ReadError::at("", 0, "dit is een Excel- of zipbestand, geen begroting in RON"));
    }
    let (good, is_whole) = match str::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (str::from_utf8(good).unwrap_or_default(), false)
        }
    };
    if let Some(at) = good.find('\0') {
        Err(ReadError::at(good, at, "dit is geen tekst, maar een binair bestand"))
    } else if is_whole {
        Ok(good.strip_prefix('\u{feff}').unwrap_or(good))
    } else {
        let what = "hier staat een teken dat geen UTF-8 is; bewaar het bestand als UTF-8";
        Err(ReadError::at(good, good.len(), what))
    }
}

impl ReadError {
    /// The place of a byte in the text.
    fn at(text: &str, byte: usize, what: impl Into<String>) -> ReadError {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        ReadError {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            what: what.into(),
        }
    }

    pub(super) fn schema(found: u32, known: u32) -> ReadError {
        let what = if found > known {
            format!(
                "het bestand is van een nieuwere versie van Sluitend (schema {found}; dit \
                 programma kent {known}); werk Sluitend bij"
            )
        } else {
            format!("schema {found} bestaat niet; dit programma leest schema {known}")
        };
        ReadError { line: 1, column: 1, what }
    }

    pub(super) fn syntax(text: &str, error: &ron::error::SpannedError) -> ReadError {
        // An attribute, the record itself, or a comment before them.
        if !text.trim_start().starts_with(['#', '(', '/']) {
            let what = "dit is een tekst, geen begroting; kies een bestand van Sluitend";
            return ReadError::at("", 0, what);
        }
        let place = error.span.start;
        // A whole document ends with a bracket; what goes wrong in the last line of one that does
        // not is that the rest is missing.
        let whole = text.trim_end();
        let is_cut = !whole.ends_with(')') && error.span.end.line >= whole.lines().count();
        let what = if is_cut || error.code == ron::Error::Eof {
            "het bestand houdt hier op en is niet af; kies een hele kopie van het bestand".into()
        } else {
            describe(&error.code)
        };
        ReadError { line: place.line.max(1), column: place.col.max(1), what }
    }

    /// What holds for one record is shown at the line where that record stands.
    pub(super) fn contents(text: &str, error: &ModelError) -> ReadError {
        let at = match error {
            ModelError::Kop(_) => None,
            // The columns stand before all that has an amount in one.
            ModelError::KolomTwice { kolom } => {
                text.match_indices(&format!("\"{kolom}\"")).map(|(at, _)| at).nth(1)
            }
            ModelError::Twice { id, .. }
            | ModelError::Exists { id }
            | ModelError::Missing { id }
            | ModelError::NoOwner { id, .. }
            | ModelError::NoKolom { id, .. }
            | ModelError::NoStelpost { id, .. }
            | ModelError::NoNamed { id, .. }
            | ModelError::Loop { id }
            | ModelError::InUse { id }
            | ModelError::KolomId { id, .. }
            | ModelError::Changed { id } => {
                let quoted = format!("\"{id}\"");
                text.match_indices(&quoted)
                    .filter(|(at, _)| {
                        let before = text.get(..*at).unwrap_or_default().trim_end();
                        before.trim_end_matches(':').trim_end().ends_with("(id")
                    })
                    .map(|(at, _)| at)
                    .last()
            }
        };
        ReadError::at(text, at.unwrap_or(0), error.to_string())
    }
}

/// What is wrong, in Dutch, apart from its place.
pub(super) fn describe(error: &ron::Error) -> String {
    use ron::Error as E;
    let of = |outer: &Option<String>| match outer {
        Some(outer) => format!(" in {outer}"),
        None => String::new(),
    };
    match error {
        E::Message(message) | E::Io(message) => message.clone(),
        E::Eof => "het bestand houdt hier op, maar is niet af".into(),
        E::ExpectedArray => "hier hoort een lijst te beginnen met [".into(),
        E::ExpectedArrayEnd => "hier hoort de lijst te eindigen met ]".into(),
        E::ExpectedBoolean => "hier hoort true of false te staan".into(),
        E::ExpectedComma => "hier hoort een komma te staan".into(),
        E::ExpectedInteger | E::ExpectedFloat => "hier hoort een heel getal te staan".into(),
        E::IntegerOutOfBounds => "dit getal is te groot of te klein".into(),
        E::ExpectedMap => "hier horen bedragen te beginnen met {".into(),
        E::ExpectedMapColon => "hier hoort een dubbele punt te staan".into(),
        E::ExpectedMapEnd => "hier horen de bedragen te eindigen met }".into(),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => {
            "hier hoort een record te beginnen met (".into()
        }
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => {
            "hier hoort het record te eindigen met )".into()
        }
        E::ExpectedString => "hier hoort tekst tussen aanhalingstekens te staan".into(),
        E::ExpectedStringEnd => "het aanhalingsteken aan het eind van de tekst ontbreekt".into(),
        E::ExpectedIdentifier => "hier hoort de naam van een veld te staan".into(),
        E::UnexpectedChar(found) => format!("het teken ‘{found}’ hoort hier niet"),
        E::Utf8Error(_) => "hier staat een teken dat geen UTF-8 is".into(),
        E::TrailingCharacters => "na het einde van de begroting staat nog tekst".into(),
        E::ExceededRecursionLimit => "de haakjes zijn te diep genest".into(),
        E::InvalidEscape(_) => "na \\ staat een teken dat daar niet kan".into(),
        E::InvalidValueForType { expected, found } => {
            format!("hier staat {}; verwacht: {expected}", found_in_dutch(found))
        }
        E::NoSuchEnumVariant { expected, found, .. } => {
            format!("‘{found}’ kan hier niet; kies uit: {}", expected.join(", "))
        }
        E::NoSuchStructField { expected, found, outer } => {
            format!(
                "het veld ‘{found}’ bestaat niet{}; kies uit: {}",
                of(outer),
                expected.join(", ")
            )
        }
        E::MissingStructField { field, outer } => {
            format!("het veld ‘{field}’ ontbreekt{}", of(outer))
        }
        E::DuplicateStructField { field, outer } => {
            format!("het veld ‘{field}’ staat er twee keer{}", of(outer))
        }
        E::ExpectedAttribute | E::ExpectedAttributeEnd | E::NoSuchExtension(_) => {
            "het bestand hoort te beginnen met #![enable(implicit_some)]".into()
        }
        E::UnclosedBlockComment | E::UnclosedLineComment => {
            "de opmerking die met /* begint, eindigt niet met */".into()
        }
        E::ExpectedDifferentStructName { .. } | E::ExpectedStructName(_) => {
            "hier hoort een record zonder naam te beginnen met (".into()
        }
        E::InvalidIntegerDigit { .. } => "hier hoort een heel getal te staan".into(),
        _ => "dit is geen geldige RON; herstel deze plaats of kies een ander bestand".into(),
    }
}

/// The reader's words for what it found, such as `the string "abc"`.
fn found_in_dutch(found: &str) -> String {
    match found {
        "a sequence" => return "een lijst".into(),
        "a map" => return "een tabel".into(),
        "a unit value" => return "niets".into(),
        _ => {}
    }
    [
        ("the string ", "de tekst "),
        ("the integer ", "het getal "),
        ("the signed integer ", "het getal "),
        ("the unsigned integer ", "het getal "),
        ("the floating point number ", "het getal "),
        ("the boolean ", "de waarde "),
        ("the UTF-8 character ", "het teken "),
    ]
    .iter()
    .find_map(|(english, dutch)| Some(format!("{dutch}{}", found.strip_prefix(english)?)))
    .unwrap_or_else(|| found.to_owned())
}
