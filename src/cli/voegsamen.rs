use std::io::Write;

use super::args::VoegsamenArgs;
use super::vergelijk::NOTATION;
use super::{CommandError, Exit, versions};
use crate::calc::Totals;
use crate::change::samenvoegen::{Conflict, Kant, Samenvoeging, woorden};
use crate::model::Begroting;
use crate::store::{
    Former, RealDisk, StoreError, read_whole, ron_file, write_atomically, write_result,
};

pub(super) fn run(
    args: &VoegsamenArgs,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, CommandError> {
    let files = [args.basis.as_path(), &args.mijn, &args.hun];
    let [basis, mijn, hun] = versions(files, err)?;
    let merged = Samenvoeging::new(&basis, &mijn, &hun)?;
    let count = merged.telling();
    writeln!(
        out,
        "Alleen in MIJN gewijzigd: {}. Alleen in HUN: {}. In beide hetzelfde: {}. Conflicten: {}.",
        count.alleen_mijn, count.alleen_hun, count.gelijk, count.conflicten
    )?;
    if count.conflicten > 0 {
        let totals = [&mijn, &hun].map(Totals::new);
        let versions = [(&mijn, &totals[0]), (&hun, &totals[1])];
        for conflict in &merged.conflicten {
            out.write_all(in_words(&merged, conflict, &basis, versions).as_bytes())?;
        }
        writeln!(
            out,
            "Er is niets geschreven: kies bij elk conflict in het venster welke versie geldt."
        )?;
        out.flush()?;
        return Ok(Exit::Finding);
    }
    let text = ron_file::write(&merged.begroting(&basis, &mijn, &[])?).map_err(|error| {
        StoreError::Encode { path: args.uit.clone(), message: error.to_string() }
    })?;
    put(args, text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Good)
}

/// Writes UIT. What stood there is kept beside it, unless it was MIJN: that is how git asks.
fn put(args: &VoegsamenArgs, bytes: &[u8]) -> Result<(), StoreError> {
    let read = |path| read_whole(&RealDisk, path, ron_file::MAX_BYTES).ok();
    let former = read(&args.uit);
    if former.is_none() || former == read(&args.mijn) {
        return write_result(&RealDisk, &args.uit, bytes);
    }
    write_atomically(&RealDisk, &args.uit, bytes, |_| Former::Good).map(|_hash| ())
}

/// Makes UIT what MIJN is, for the window to go on in.
pub(super) fn prepare(args: &VoegsamenArgs) -> Result<(), CommandError> {
    let bytes = read_whole(&RealDisk, &args.mijn, ron_file::MAX_BYTES)?;
    let is_there =
        read_whole(&RealDisk, &args.uit, ron_file::MAX_BYTES).is_ok_and(|it| it == bytes);
    if !is_there {
        put(args, &bytes)?;
    }
    Ok(())
}

/// A conflict as the window shows it: the place, what it was, and what each side made of it.
fn in_words(
    merged: &Samenvoeging,
    conflict: &Conflict,
    basis: &Begroting,
    [mijn, hun]: [(&Begroting, &Totals); 2],
) -> String {
    let edits = |kant| merged.edits_in(conflict, kant).cloned().collect::<Vec<_>>();
    let (own, theirs) = (edits(Kant::Mijn), edits(Kant::Hun));
    let place = woorden::place(basis, mijn.0, hun.0, &own, &theirs);
    let was = woorden::before(basis, &own, conflict.soort, NOTATION);
    let mut text = format!("\n{place} {}\n", conflict.soort.zin());
    if !was.is_empty() {
        text += &format!("  {was}\n");
    }
    for (kant, version, edits) in [(Kant::Mijn, mijn, own), (Kant::Hun, hun, theirs)] {
        let made = woorden::side(basis, version, &edits, NOTATION);
        text += &format!("  {}: {made}\n", kant.word());
    }
    text
}
