//! What is asked about work that the journal has and the file has not.

use crate::ui::modal::Question;
use crate::ui::session::Pending;

/// The changes that no longer fit are named, up to this many.
const NAMED: usize = 5;

/// Whether this answer takes the work, as far as it fits.
pub(super) fn takes(pending: &Pending, answer: usize) -> bool {
    pending.fits() && answer == usize::from(pending.is_cut_off)
}

/// One answer takes the work as far as it fits; the last one opens nothing. The first is the safe one.
pub(super) fn question(name: &str, pending: &Pending) -> Question {
    let (count, misfits) = (pending.count, pending.misfits.len());
    let work = match count {
        1 => "Eén wijziging is bewaard en staat".to_owned(),
        _ => format!("{count} wijzigingen zijn bewaard en staan"),
    };
    let mut text = if pending.is_cut_off {
        format!(
            "Het journaal van ‘{name}’ is beschadigd. {work} volgens het leesbare deel niet in het \
             bestand; of dat werk daarna is opgeslagen of teruggenomen, is niet te lezen:\n{}\n\
             Neem het alleen terug als het in het bestand ontbreekt.",
            list(&pending.done)
        )
    } else if pending.is_changed_outside {
        format!(
            "‘{name}’ is buiten dit programma om gewijzigd of vervangen. Wat u hier daarvoor deed, \
             was nog niet opgeslagen. {work} niet in het bestand."
        )
    } else {
        format!("De vorige keer is ‘{name}’ niet gewoon gesloten. {work} nog niet in het bestand.")
    };
    let (take, leave) = match (misfits, pending.fits()) {
        (0, _) if pending.is_changed_outside => {
            text.push_str(match count {
                1 => " Ze past nog in het bestand zoals het nu is. Wilt u ze terugzetten?",
                _ => " Ze passen nog alle in het bestand zoals het nu is. Wilt u ze terugzetten?",
            });
            (Some("Werk terugzetten"), "Niet terugzetten")
        }
        (0, _) => {
            text.push_str(" Wilt u daarmee verder?");
            (Some("Terughalen"), "Niet terughalen")
        }
        (_, true) => {
            text.push_str(&format!(
                " Daarvan {} nog in het bestand zoals het nu is. Dit past niet meer:\n{}\n\
                 Wilt u terugzetten wat nog past?",
                match count - misfits {
                    1 => "past er één".to_owned(),
                    fits => format!("passen er {fits}"),
                },
                list(&pending.misfits),
            ));
            (Some("Terugzetten wat past"), "Niet terugzetten")
        }
        (_, false) => {
            text.push_str(&format!(
                " Niets daarvan past nog in het bestand zoals het nu is:\n{}\n\
                 Dit werk blijft in het journaal staan, maar wordt niet opnieuw aangeboden.",
                list(&pending.misfits),
            ));
            (None, "Verder zonder dit werk")
        }
    };
    let mut answers: Vec<&str> = take.into_iter().chain([leave, "Annuleren"]).collect();
    if pending.is_cut_off && take.is_some() {
        answers.swap(0, 1);
    }
    Question::new("Niet opgeslagen werk gevonden", text, &answers)
}

fn list(misfits: &[String]) -> String {
    let mut lines: Vec<String> =
        misfits.iter().take(NAMED).map(|misfit| format!("– {misfit}")).collect();
    match misfits.len().saturating_sub(NAMED) {
        0 => {}
        more => lines.push(format!("– en nog {more}")),
    }
    lines.join("\n")
}
