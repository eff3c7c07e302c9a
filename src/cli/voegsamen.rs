use std::io::Write;

use super::args::VoegsamenArgs;
use super::{CommandError, Exit};
use crate::calc::verschillen::edit_in_words;
use crate::change::samenvoegen::{Conflict, Kant, Samenvoeging};
use crate::model::Begroting;
use crate::store::{
    Former, RealDisk, StoreError, load_versions, read_whole, ron_file, write_atomically,
    write_result,
};

pub(super) fn run(args: &VoegsamenArgs, out: &mut dyn Write) -> Result<Exit, CommandError> {
    let files = [args.basis.as_path(), &args.mijn, &args.hun];
    let [basis, mijn, hun] = load_versions(&RealDisk, files)?;
    let merged = Samenvoeging::new(&basis, &mijn, &hun)?;
    let count = merged.telling();
    writeln!(
        out,
        "Alleen in MIJN gewijzigd: {}. Alleen in HUN: {}. In beide hetzelfde: {}. Conflicten: {}.",
        count.alleen_mijn, count.alleen_hun, count.gelijk, count.conflicten
    )?;
    for conflict in &merged.conflicten {
        out.write_all(in_words(&merged, conflict, &basis, [&mijn, &hun]).as_bytes())?;
    }
    if count.conflicten > 0 {
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

fn in_words(
    merged: &Samenvoeging,
    conflict: &Conflict,
    basis: &Begroting,
    versies: [&Begroting; 2],
) -> String {
    let mut text = format!("\n{}\n", conflict.soort.zin());
    for (kant, versie) in [Kant::Mijn, Kant::Hun].into_iter().zip(versies) {
        for edit in merged.edits_in(conflict, kant) {
            let words = edit_in_words(edit, basis, versie);
            let what = match words.veld.as_str() {
                "" if words.nieuw.is_empty() => format!("{} {} verwijderd", words.wat, words.oud),
                "" => format!("{} {} toegevoegd", words.wat, words.nieuw),
                veld => format!("{}, {veld}: {} → {}", words.wat, words.oud, words.nieuw),
            };
            text += &format!("  {}: {what}\n", kant.word());
        }
    }
    text
}
