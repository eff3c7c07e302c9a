//! The verdict on the balance, and the lines that lead to it, in words.

use rust_decimal::Decimal;

use super::shape::Item;
use crate::calc::structureel::{Oordeel, Post, Structureel};
use crate::calc::wijziging::called;
use crate::display::{Unit, show_signed};
use crate::model::{Begroting, Id};

/// The verdict in a sentence; of a part of a budget why it has none.
pub(super) fn oordeel_in_words(begroting: &Begroting, oordeel: Oordeel) -> String {
    let whole = if begroting.onderdelen.top().count() > 1 {
        "De hele begroting is"
    } else {
        "De begroting is"
    };
    match oordeel {
        Oordeel::Bijdrage => {
            "Een bijdrage, zonder oordeel: dit bestand is niet als hele begroting \
                              aangemerkt (Bestand, Gegevens van de begroting)."
                .into()
        }
        Oordeel::GeenKolom { jaar } => {
            format!("Geen oordeel: er is geen kolom van {jaar}.")
        }
        Oordeel::Pm { jaar } => {
            format!("Geen oordeel: in {jaar} staat een regel op pm.")
        }
        Oordeel::Sluitend { jaar } => {
            format!("{whole} structureel en reëel sluitend in {jaar}.")
        }
        Oordeel::NietReeel { jaar } => format!(
            "{whole} in {jaar} structureel sluitend, maar niet reëel: dat rust op niet-ingevulde \
             stelposten of zachte maatregelen."
        ),
        Oordeel::NietSluitend => {
            let t = begroting.kop().jaar;
            let last = t.saturating_add(3);
            format!("{whole} niet structureel sluitend in {t}, en ook niet in {last}.")
        }
    }
}

/// Everything between resultaat and structural saldo, and below it what stands apart.
pub(super) fn lijst(begroting: &Begroting, of: &Structureel, unit: Unit) -> Vec<Item> {
    let mut all = Vec::new();
    let head = |text: &str, sum: Decimal| Item {
        text: format!("{text}: {}", show_signed(sum, unit)),
        regel: None,
    };
    let incidenteel = of.total.resultaat() - of.saldo();
    all.push(head("Incidenteel in het resultaat", incidenteel));
    all.extend(of.incidenteel.iter().map(|post| line(begroting, post, unit)));
    if of.te_vullen() > Decimal::ZERO {
        all.push(head("Nog te vullen stelposten", of.te_vullen()));
    }
    if !of.zacht.is_empty() {
        all.push(head("Zachte maatregelen", of.zacht()));
        all.extend(of.zacht.iter().map(|zacht| {
            let measure = begroting.mutaties.get(zacht.mutatie);
            let title = measure.map_or_else(String::new, |measure| measure.title());
            let regel = measure.and_then(|measure| measure.stelpost);
            Item { text: format!("{title}: {}", show_signed(zacht.bedrag, unit)), regel }
        }));
    }
    if !of.pm.is_empty() {
        all.push(Item { text: "Op pm".into(), regel: None });
        all.extend(of.pm.iter().map(|id| Item { text: regel(begroting, *id), regel: Some(*id) }));
    }
    if !of.niet_vermeld.is_empty() {
        all.push(head("Niet vermeld, telt als structureel", of.niet_vermeld()));
        all.extend(of.niet_vermeld.iter().map(|post| line(begroting, post, unit)));
    }
    all
}

fn line(begroting: &Begroting, post: &Post, unit: Unit) -> Item {
    let wijziging = post.wijziging.and_then(|id| begroting.mutaties.get(id));
    let by = wijziging.map_or_else(String::new, |it| format!(", {}", called(it)));
    let effect = show_signed(post.effect(), unit);
    let text = format!("{}{by}: {effect}", regel(begroting, post.regel));
    Item { text, regel: Some(post.regel) }
}

fn regel(begroting: &Begroting, id: Id) -> String {
    begroting.regels.get(id).map_or_else(String::new, |regel| begroting.title_of(regel))
}
