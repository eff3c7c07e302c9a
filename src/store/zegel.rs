//! The seal on a version of a budget: what it is called, and whether it is still what was sealed.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::ron_file;
use crate::model::{Begroting, ContentHash};

/// What stands on the outside of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opschrift {
    pub naam: String,
    pub datum: Date,
    /// To the minute; of a version of an older program it is not known.
    pub om: Option<Time>,
    /// Who sealed it: a role, never the name of a person.
    pub rol: String,
    pub opmerking: String,
}

/// One line in the head of a sealed file. Without that line it is the budget as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zegel {
    pub naam: String,
    pub datum: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub om: Option<Time>,
    pub rol: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opmerking: String,
    /// Of the budget as [`ron_file::write`] writes it.
    pub sha256: ContentHash,
}

impl Zegel {
    /// "23-11-2026 14:17".
    pub fn moment(&self) -> String {
        let day = self.datum.strftime("%-d-%-m-%Y");
        match self.om {
            Some(om) => format!("{day} {}", om.strftime("%H:%M")),
            None => day.to_string(),
        }
    }

    /// "verzegeld 23-11-2026 14:17: Ontwerp": what the version is called among others.
    pub fn title(&self) -> String {
        format!("verzegeld {}: {}", self.moment(), self.naam)
    }
}

impl Opschrift {
    /// The bytes of a sealed file.
    ///
    /// # Errors
    /// What [`ron_file::write`] says.
    pub fn seal(self, begroting: &Begroting) -> Result<(Zegel, String), ron::Error> {
        let text = ron_file::write(begroting)?;
        let Opschrift { naam, datum, om, rol, opmerking } = self;
        let sha256 = ContentHash::of(text.as_bytes());
        let zegel = Zegel { naam, datum, om, rol, opmerking, sha256 };
        let line = format!("{OPEN}{},{BEFORE}", ron_file::line(&zegel)?);
        Ok((zegel, text.replacen(BEFORE, &line, 1)))
    }
}

/// The seal of a file, and the content that was found under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verzegeld {
    pub zegel: Zegel,
    pub gevonden: ContentHash,
}

impl Verzegeld {
    /// Whether the content is what was sealed.
    pub fn is_heel(&self) -> bool {
        self.zegel.sha256 == self.gevonden
    }

    /// Of a file that is byte for byte what was sealed; it need not be read for that.
    pub(super) fn at_a_glance(bytes: &[u8]) -> Option<Verzegeld> {
        let (line, rest) = cut(bytes)?;
        let zegel: Zegel = ron_file::read_line(line.strip_suffix(',')?)?;
        let gevonden = ContentHash::of(rest.as_bytes());
        (gevonden == zegel.sha256).then_some(Verzegeld { zegel, gevonden })
    }

    /// Of the bytes of a file that has this seal. Line ends, comments and order are no content:
    /// what has another hash by its bytes is written anew, as the seal was made.
    pub(super) fn of(zegel: Zegel, bytes: &[u8], begroting: &Begroting) -> Verzegeld {
        Verzegeld::at_a_glance(bytes).filter(|found| found.zegel == zegel).unwrap_or_else(|| {
            let text = ron_file::write(begroting).unwrap_or_default();
            Verzegeld { zegel, gevonden: ContentHash::of(text.as_bytes()) }
        })
    }
}

const OPEN: &str = "\n    zegel: ";
const BEFORE: &str = "\n    kop: ";

/// What stands on the line of the seal, and the text without that line.
fn cut(bytes: &[u8]) -> Option<(&str, String)> {
    let (before, after) = str::from_utf8(bytes).ok()?.split_once(OPEN)?;
    let (line, rest) = after.split_once('\n')?;
    Some((line, format!("{before}\n{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> (Begroting, Zegel, String) {
        let bytes = include_bytes!("../../saves/hengelo-2019.ron");
        let begroting = ron_file::read(bytes).unwrap();
        let opschrift = Opschrift {
            naam: "Ontwerp ‘raad’\nnovember".into(),
            datum: jiff::civil::date(2018, 11, 8),
            om: None,
            rol: "concerncontroller".into(),
            opmerking: String::new(),
        };
        let (zegel, text) = opschrift.seal(&begroting).unwrap();
        (begroting, zegel, text)
    }

    fn found(text: &str) -> Verzegeld {
        let (begroting, zegel) = ron_file::read_sealed(text.as_bytes()).unwrap();
        Verzegeld::of(zegel.unwrap(), text.as_bytes(), &begroting)
    }

    #[test]
    fn a_sealed_file_is_the_budget_with_one_line_more() {
        let (begroting, zegel, text) = sealed();
        let (read, found) = ron_file::read_sealed(text.as_bytes()).unwrap();
        assert_eq!(found, Some(zegel.clone()));
        assert!(read == begroting);
        let plain = ron_file::write(&begroting).unwrap();
        assert_eq!(text.lines().count(), plain.lines().count() + 1);
        assert_eq!(cut(text.as_bytes()).unwrap().1, plain);
        assert_eq!(zegel.sha256, ContentHash::of(plain.as_bytes()));
        assert_eq!(ron_file::read_kop(text.as_bytes()).as_ref(), Some(begroting.kop()));
    }

    #[test]
    fn what_changes_the_budget_breaks_the_seal_and_line_ends_do_not() {
        let (_, zegel, text) = sealed();
        assert!(found(&text).is_heel());
        assert!(found(&text.replace('\n', "\r\n")).is_heel());
        assert!(found(&text.replacen("(\n", "( // gemaild\n", 1)).is_heel());
        let other = found(&text.replacen("\"19873000\"", "\"19873001\"", 1));
        assert!(!other.is_heel());
        assert_eq!(other.zegel, zegel, "it still says what it was");
    }
}
