//! How people call a record: its code and its name.

use super::{Mutatie, Onderdeel, Optie, Pakket, Regel};

impl Onderdeel {
    /// How people call it: code and name, "6.72 Maatwerkdienstverlening 18-".
    pub fn title(&self) -> String {
        titled(&self.code, &self.name)
    }
}

impl Regel {
    /// Its name, and its soort where the name does not say that: "leges (baten)".
    pub fn title(&self) -> String {
        let word = self.soort.word();
        if self.name.trim().eq_ignore_ascii_case(word) {
            return self.name.clone();
        }
        format!("{} ({word})", self.name)
    }
}

impl Mutatie {
    /// How people call it: code and name, "4.2.4 GGZ en opvoedhulp".
    pub fn title(&self) -> String {
        titled(&self.code, &self.name)
    }
}

fn titled(code: &str, name: &str) -> String {
    format!("{code} {name}").trim().to_owned()
}

impl Pakket {
    /// How people call it: code and name, "1 Bijsturing zorg en ondersteuning".
    pub fn title(&self) -> String {
        titled(&self.code, &self.name)
    }
}

impl Optie {
    /// How people call it: code and name, "2a eigen risico volledig".
    pub fn title(&self) -> String {
        titled(&self.code, &self.name)
    }
}
