//! Questions and remarks: what is open where, and what becomes of them when the budget changes.

#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use jiff::civil::{Date, date};
use sluitend::calc::openstaand::{Openstaand, Over, Plek};
use sluitend::calc::verschillen::{Verschillen, Versie};
use sluitend::change::overleg::{self, OverlegError, Spreker};
use sluitend::change::structure::{self, Target};
use sluitend::change::{Document, diff, jaar, velden};
use sluitend::display::{Notation, Signs, Unit};
use sluitend::model::{
    Bedrag, Begroting, Behandelstap, Edit, Id, Kolom, KolomkopField, Level, Opmerkingsoort,
    RegelField, Revision, Stadium,
};
use sluitend::store::ron_file;

const HENGELO: &str = include_str!("../saves/hengelo-2019.ron");
const JAAR: Kolom = Kolom::new(2019, Stadium::Begroting);
const TODAY: Date = date(2018, 10, 1);
const ADVISEUR: Spreker<'_> = Spreker { rol: "financieel adviseur", op: TODAY };

fn hengelo() -> Document {
    Document::new(ron_file::read(HENGELO.as_bytes()).unwrap())
}

fn commit(document: &mut Document, edits: Vec<Edit>) {
    let id = Id::from_bits(document.version());
    let at = jiff::Timestamp::UNIX_EPOCH;
    let revision =
        Revision { id, who: "test".into(), at, why: "test".into(), edits, van: Vec::new() };
    document.commit(revision).unwrap();
}

fn with_code(begroting: &Begroting, code: &str) -> Id {
    begroting.onderdelen.iter().find(|it| it.code == code).unwrap().id
}

/// The first regel of 6.72.8, and its place in the column of the year.
fn cell(begroting: &Begroting) -> Plek {
    let onderdeel = with_code(begroting, "6.72.8");
    let regel = begroting.regels.of(onderdeel).next().unwrap().id;
    Plek { onderdeel, over: Over::Regel(regel), kolom: Some(JAAR) }
}

fn ask(document: &mut Document, id: u64, plek: Plek, text: &str) -> Id {
    let (begroting, id) = (document.begroting(), Id::from_bits(id));
    let said = (Opmerkingsoort::Vraag, text);
    let edits = overleg::plaats(begroting, id, plek, said, ADVISEUR).unwrap();
    commit(document, edits);
    id
}

#[test]
fn a_question_is_open_for_all_above_it_until_it_is_dealt_with() {
    let mut document = hengelo();
    let plek = cell(document.begroting());
    let programma = document.begroting().path(plek.onderdeel).last().unwrap();
    let elsewhere = with_code(document.begroting(), "6.1");
    let whole = Plek { onderdeel: elsewhere, over: Over::Onderdeel, kolom: None };
    let id = ask(&mut document, 1, plek, "  Waarom daalt dit?  ");
    ask(&mut document, 2, whole, "Tekst volgt nog.");

    let open = document.openstaand();
    let counts = [plek.onderdeel, programma, elsewhere].map(|id| open.onder(id));
    assert_eq!((counts, open.open()), ([1, 2, 1], 2));
    assert_eq!(open.bij(plek.record(), Some(JAAR)), [id]);
    assert!(open.bij(plek.record(), None).is_empty());
    // In the order of the tree, not in that of asking.
    assert_eq!(open.alle(), [Id::from_bits(2), id]);
    let asked = document.begroting().opmerkingen.get(id).unwrap();
    assert_eq!((&*asked.text, &*asked.van), ("Waarom daalt dit?", "financieel adviseur"));
    assert!(plek.title(document.begroting()).ends_with(", Begroting 2019"));

    let answer = overleg::beantwoord(document.begroting(), id, "Minder cliënten.", "hoofd Jeugd");
    commit(&mut document, answer.unwrap());
    assert_eq!(document.openstaand().open(), 2, "an answer alone closes nothing");
    let done = overleg::afgehandeld(document.begroting(), id, true).unwrap();
    commit(&mut document, done);
    let open = document.openstaand();
    assert_eq!((open.open(), open.onder(plek.onderdeel), open.alle().len()), (1, 0, 2));
    document.undo().unwrap();
    assert_eq!(document.openstaand().onder(plek.onderdeel), 1);
}

#[test]
fn nothing_said_is_refused_and_an_answer_can_be_taken_back() {
    let mut document = hengelo();
    let plek = cell(document.begroting());
    let (begroting, id) = (document.begroting(), Id::from_bits(1));
    let nothing = overleg::plaats(begroting, id, plek, (Opmerkingsoort::Vraag, " \n"), ADVISEUR);
    assert_eq!(nothing, Err(OverlegError::NoText));
    assert_eq!(overleg::beantwoord(begroting, id, "ja", ""), Err(OverlegError::Gone));
    assert_eq!(overleg::afgehandeld(begroting, id, true), Err(OverlegError::Gone));
    assert_eq!(overleg::verwijder(begroting, id), Err(OverlegError::Gone));

    let id = ask(&mut document, 1, plek, "Waarom?");
    for (text, by) in [("Daarom.", "hoofd Jeugd"), ("", "")] {
        let edits = overleg::beantwoord(document.begroting(), id, text, "hoofd Jeugd").unwrap();
        commit(&mut document, edits);
        let asked = document.begroting().opmerkingen.get(id).unwrap();
        assert_eq!((&*asked.antwoord, &*asked.antwoord_van), (text, by));
    }
    assert_eq!(overleg::beantwoord(document.begroting(), id, " ", "x"), Ok(Vec::new()));
    let edits = overleg::verwijder(document.begroting(), id).unwrap();
    commit(&mut document, edits);
    assert_eq!(document.openstaand().alle(), []);
}

#[test]
fn what_was_asked_goes_where_its_regel_goes() {
    let mut document = hengelo();
    let plek = cell(document.begroting());
    let regel = plek.record();
    // What is in a closed column is not removed.
    let closed = document.begroting().kolommen.iter().filter(|kop| kop.closed);
    let open = closed
        .filter_map(|kop| document.begroting().set(kop.id, KolomkopField::Closed(false)).ok());
    let open: Vec<Edit> = open.flatten().collect();
    commit(&mut document, open);
    let id = ask(&mut document, 1, plek, "Waarom?");

    let other = with_code(document.begroting(), "6.1");
    let edits = structure::move_regel(document.begroting(), regel, other).unwrap();
    commit(&mut document, edits);
    assert_eq!(document.begroting().opmerkingen.get(id).unwrap().onderdeel, other);
    assert_eq!(document.openstaand().onder(plek.onderdeel), 0);
    document.undo().unwrap();

    let notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };
    for target in [Target::Regel(regel), Target::Onderdeel(plek.onderdeel)] {
        let (begroting, totals) = (document.begroting(), document.totals());
        let loss = structure::loss(begroting, totals, target);
        assert!(loss.warning(notation).unwrap().contains("1 opmerking of vraag"));
        let edits = structure::remove(begroting, target).unwrap();
        commit(&mut document, edits);
        assert!(document.begroting().opmerkingen.is_empty());
        document.undo().unwrap();
        assert!(document.begroting().opmerkingen.contains(id));
    }
}

#[test]
fn what_was_asked_of_a_measure_goes_with_it() {
    let mut document = hengelo();
    let measure = document.begroting().mutaties.iter().find(|it| it.code == "4.2.1").unwrap();
    let (mutatie, onderdeel) = (measure.id, measure.onderdeel);
    let amount = Plek { onderdeel, over: Over::Mutatie(mutatie), kolom: Some(JAAR) };
    let title = amount.title(document.begroting());
    assert_eq!(title, "Maatregel 4.2.1 Vermindering ondersteuning jeugdhulp, Begroting 2019");
    let of_amount = ask(&mut document, 1, amount, "Haalbaar?");
    let of_whole = ask(&mut document, 2, Plek { kolom: None, ..amount }, "Wie doet dit?");
    let of_part = ask(&mut document, 3, Plek { over: Over::Onderdeel, ..amount }, "Klopt dit?");
    let open = document.openstaand();
    assert_eq!(open.alle(), [of_part, of_whole, of_amount]);
    assert_eq!(open.bij(mutatie, Some(JAAR)), [of_amount]);
    assert_eq!(open.bij(mutatie, None), [of_whole]);

    // To another taakveld in its form: what was asked of the taakveld stays behind.
    let other = with_code(document.begroting(), "6.1");
    let mut moved = document.begroting().mutaties.get(mutatie).unwrap().clone();
    moved.onderdeel = other;
    let edits = velden::save(document.begroting(), &moved.into());
    commit(&mut document, edits);
    let kept = ron_file::write(document.begroting()).unwrap();
    let kept = Document::new(ron_file::read(kept.as_bytes()).unwrap());
    let opmerkingen = &kept.begroting().opmerkingen;
    let homes = [of_amount, of_whole, of_part].map(|id| opmerkingen.get(id).unwrap().onderdeel);
    assert_eq!(homes, [other, other, onderdeel]);
    document.undo().unwrap();

    let notation = Notation { unit: Unit::Thousand, signs: Signs::LastenNegative };
    let target = Target::Mutatie(mutatie);
    let loss = structure::loss(document.begroting(), document.totals(), target);
    assert!(loss.warning(notation).unwrap().contains("2 opmerkingen en vragen"));
    let edits = structure::remove(document.begroting(), target).unwrap();
    commit(&mut document, edits);
    assert_eq!(document.openstaand().alle(), [of_part]);
    document.undo().unwrap();
    assert_eq!(document.openstaand().alle(), [of_part, of_whole, of_amount]);
}

#[test]
fn a_question_is_put_in_other_words_and_never_in_none() {
    let mut document = hengelo();
    let plek = cell(document.begroting());
    let id = ask(&mut document, 1, plek, "Warom?");
    let refused = overleg::verwoord(document.begroting(), id, " \n");
    assert_eq!(refused, Err(OverlegError::NoText));
    let edits = overleg::verwoord(document.begroting(), id, " Waarom? ").unwrap();
    commit(&mut document, edits);
    assert_eq!(document.begroting().opmerkingen.get(id).unwrap().text, "Waarom?");
    assert_eq!(overleg::verwoord(document.begroting(), id, "Waarom?"), Ok(Vec::new()));
    let gone = overleg::verwoord(document.begroting(), Id::from_bits(9), "Waarom?");
    assert_eq!(gone, Err(OverlegError::Gone));
}

#[test]
fn a_taakveld_comes_to_each_step_and_the_next_year_begins_again() {
    let mut document = hengelo();
    let is_taakveld = |it: &&sluitend::model::Onderdeel| it.level == Level::Taakveld;
    let taakvelden = document.begroting().onderdelen.iter().filter(is_taakveld).count();
    let onderdeel = with_code(document.begroting(), "6.72");
    let counts = |document: &Document| {
        let open = document.openstaand();
        assert_eq!(open.taakvelden(), taakvelden);
        [Behandelstap::Aangeleverd, Behandelstap::Beoordeeld, Behandelstap::Akkoord]
            .map(|stap| open.gekomen(stap))
    };
    assert_eq!(counts(&document), [0, 0, 0]);
    for (stap, after) in [
        (Behandelstap::Aangeleverd, [1, 0, 0]),
        (Behandelstap::Akkoord, [1, 1, 1]),
        (Behandelstap::Beoordeeld, [1, 1, 0]),
    ] {
        let edits = overleg::behandel(document.begroting(), onderdeel, stap, ADVISEUR);
        assert_eq!(edits.len(), 1, "one field, so that two who set it differ in one place");
        commit(&mut document, edits);
        assert_eq!(counts(&document), after);
    }
    let before = hengelo();
    let [old, new] =
        [&before, &document].map(|of| Versie { begroting: of.begroting(), totals: of.totals() });
    let differ = Verschillen::new(old, new);
    let words = differ.in_words(&differ.anders[0], before.begroting(), document.begroting());
    assert_eq!((&*words.veld, &*words.oud), ("status", "in bewerking"));
    assert_eq!(words.nieuw, "beoordeeld door financieel adviseur op 1-10-2018");
    let again =
        overleg::behandel(document.begroting(), onderdeel, Behandelstap::Beoordeeld, ADVISEUR);
    assert!(again.is_empty());
    let said = &document.begroting().onderdelen.get(onderdeel).unwrap().behandeling;
    assert_eq!((&*said.door, said.op), ("financieel adviseur", Some(TODAY)));
    assert_eq!(
        ron_file::read(ron_file::write(document.begroting()).unwrap().as_bytes()).unwrap(),
        *document.begroting()
    );

    let begin = jaar::begin(document.begroting(), "ontwerp").unwrap();
    commit(&mut document, begin.edits);
    assert_eq!(counts(&document), [0, 0, 0]);
}

#[test]
fn what_was_changed_after_a_status_is_told_until_it_is_given_again() {
    let mut document = hengelo();
    let onderdeel = with_code(document.begroting(), "6.72");
    let told = |document: &Document| {
        let lijst = document.bevindingen().lijst(document.begroting());
        let found = lijst.open.iter().find(|it| it.toets.id == "status-gewijzigd");
        found.map(|it| it.zin(document.begroting(), Unit::Thousand))
    };
    let akkoord = |document: &mut Document| {
        let edits =
            overleg::behandel(document.begroting(), onderdeel, Behandelstap::Akkoord, ADVISEUR);
        commit(document, edits);
    };
    akkoord(&mut document);
    assert_eq!(told(&document), None);
    let Plek { over: Over::Regel(regel), .. } = cell(document.begroting()) else { unreachable!() };
    let primitief = Kolom::new(2019, Stadium::Primitief);
    let new = RegelField::Amount(primitief, Some(Bedrag::Euro(19_500_000.into())));
    let edit = document.begroting().set(regel, new).unwrap();
    commit(&mut document, edit.into_iter().collect());
    let sentence =
        "6.72 is akkoord door financieel adviseur op 1-10-2018, en daarna nog gewijzigd.";
    assert_eq!(told(&document).as_deref(), Some(sentence));
    document.undo().unwrap();
    assert_eq!(told(&document), None, "the figures are what they were");
    document.redo().unwrap();
    akkoord(&mut document);
    assert_eq!(told(&document), None, "it was given again");
}

#[test]
fn a_file_keeps_them_and_one_without_them_stays_as_it_was() {
    let mut document = hengelo();
    assert_eq!(ron_file::write(document.begroting()).unwrap(), HENGELO);
    let before = document.begroting().clone();
    let plek = cell(document.begroting());
    let id = ask(&mut document, 1, plek, "Waarom ‘19.873’?\nEn waarom nu?");
    let answer = overleg::beantwoord(document.begroting(), id, "Zie \"bijlage\".", "hoofd Jeugd");
    commit(&mut document, answer.unwrap());
    let written = ron_file::write(document.begroting()).unwrap();
    let read = ron_file::read(written.as_bytes()).unwrap();
    assert_eq!(read, *document.begroting());
    assert_eq!(Openstaand::new(&read).bij(plek.record(), Some(JAAR)), [id]);
    let line = written.lines().find(|line| line.contains("Waarom")).unwrap();
    assert!(line.contains("van: \"financieel adviseur\", date: \"2018-10-01\""), "{line}");
    // Comparing sees them, too.
    assert_eq!(diff(&before, &read).len(), 1);
}

#[test]
fn a_question_about_what_is_not_there_is_refused() {
    let mut document = hengelo();
    let plek = cell(document.begroting());
    ask(&mut document, 1, plek, "Waarom?");
    let written = ron_file::write(document.begroting()).unwrap();
    let regel = format!("regel: \"{}\"", plek.record());
    let at = written.rfind(&regel).unwrap();
    let wrong = format!(
        "{}regel: \"{}\"{}",
        &written[..at],
        Id::from_bits(9),
        &written[at + regel.len()..]
    );
    let refused = ron_file::read(wrong.as_bytes()).unwrap_err();
    assert!(refused.what.contains("verwijst naar"), "{refused}");
}
