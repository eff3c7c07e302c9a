use std::path::Path;

use super::disk::Disk;
use super::error::StoreError;
use super::paths::backup_path;
use super::read::read_whole;
use super::ron_error::ReadError;
use super::ron_file;
use super::zegel::Verzegeld;
use crate::model::{Begroting, ContentHash};

/// A budget that was read.
pub struct Loaded {
    pub begroting: Begroting,
    /// Of its file: tells the journal which entries are pending, and at the next saving whether
    /// somebody else changed the file.
    pub hash: ContentHash,
    /// Of a sealed version.
    pub verzegeld: Option<Verzegeld>,
}

/// Reads a budget with what must be known of its file.
///
/// # Errors
/// A folder, a file that is too large, whatever the disk says, and with line and column what is no
/// budget. Nothing is ever half read, and nothing is changed.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Loaded, StoreError> {
    parse(disk, path, &read_whole(disk, path, ron_file::MAX_BYTES)?)
}

/// Reads a budget that is only looked at, without the work of a hash.
///
/// # Errors
/// As [`load`].
pub fn load_only(disk: &dyn Disk, path: &Path) -> Result<Begroting, StoreError> {
    let bytes = read_whole(disk, path, ron_file::MAX_BYTES)?;
    ron_file::read(&bytes).map_err(|error| unreadable(disk, path, error))
}

/// Reads versions of one budget that are only looked at, the first of them in full: what the others
/// have in common with it is not read again. With each sealed one, what was found under its seal.
///
/// # Errors
/// As [`load`], of the first that cannot be read.
pub fn load_versions<const N: usize>(
    disk: &dyn Disk,
    paths: [&Path; N],
) -> Result<[(Begroting, Option<Verzegeld>); N], StoreError> {
    let files = std::thread::scope(|scope| {
        let reading =
            paths.map(|path| scope.spawn(move || read_whole(disk, path, ron_file::MAX_BYTES)));
        reading.map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let mut whole = Vec::with_capacity(N);
    for file in files {
        whole.push(file?);
    }
    let bytes: [&[u8]; N] =
        std::array::from_fn(|nth| whole.get(nth).map_or(&[][..], Vec::as_slice));
    let read = ron_file::read_versions(bytes).map_err(|(nth, error)| {
        let path = paths.get(nth).copied().unwrap_or(Path::new(""));
        unreadable(disk, path, error)
    })?;
    let mut bytes = bytes.into_iter();
    Ok(read.map(|(begroting, zegel)| {
        let bytes = bytes.next().unwrap_or_default();
        let verzegeld = zegel.map(|zegel| Verzegeld::of(zegel, bytes, &begroting));
        (begroting, verzegeld)
    }))
}

/// The budget in these bytes of the file `path`.
pub(super) fn parse(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<Loaded, StoreError> {
    let (begroting, zegel) =
        ron_file::read_sealed(bytes).map_err(|error| unreadable(disk, path, error))?;
    let verzegeld = zegel.map(|zegel| Verzegeld::of(zegel, bytes, &begroting));
    Ok(Loaded { begroting, hash: ContentHash::of(bytes), verzegeld })
}

fn unreadable(disk: &dyn Disk, path: &Path, error: ReadError) -> StoreError {
    let backup = Some(backup_path(path)).filter(|backup| disk.facts(backup).is_ok());
    StoreError::Unreadable { path: path.to_owned(), error, backup }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Contents, Id, Kop};
    use crate::store::RealDisk;
    use std::fs;

    fn bytes() -> Vec<u8> {
        let kop = Kop::new(Id::from_bits(1), "Voorbeeldstad", "Begroting", 2019, "primitief");
        let contents = Contents { kop: vec![kop], ..Contents::default() };
        let begroting = Begroting::from_contents(contents).unwrap();
        ron_file::write(&begroting).unwrap().into_bytes()
    }

    fn refused(content: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::write(&path, content).unwrap();
        let message = load_only(&RealDisk, &path).unwrap_err().to_string();
        assert!(message.contains("x.ron’, regel "), "{message}");
        assert_eq!(fs::read(&path).unwrap(), content, "reading changes nothing");
        message
    }

    #[test]
    fn a_budget_comes_with_the_hash_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::write(&path, bytes()).unwrap();
        let Loaded { begroting, hash, verzegeld } = load(&RealDisk, &path).unwrap();
        assert_eq!(verzegeld, None);
        assert_eq!(ron_file::write(&begroting).unwrap().into_bytes(), bytes());
        assert_eq!(hash, ContentHash::of(&bytes()));
    }

    #[test]
    fn a_budget_cut_off_anywhere_is_refused_with_its_place() {
        let bytes = bytes();
        let end = bytes.iter().rposition(|&byte| byte == b')').unwrap();
        for cut in 0..=end {
            refused(&bytes[..cut]);
        }
    }

    #[test]
    fn a_way_back_is_named_only_where_there_is_one() {
        assert!(!refused(b"(").contains(".bak"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::write(&path, b"(").unwrap();
        fs::write(backup_path(&path), bytes()).unwrap();
        let message = load_only(&RealDisk, &path).unwrap_err().to_string();
        assert!(message.contains("noem ‘x.ron.bak’ daarna ‘x.ron’."), "{message}");
    }

    #[test]
    fn what_is_no_budget_is_refused() {
        let text = String::from_utf8(bytes()).unwrap();
        let newer = text.replace("schema: 1", "schema: 999");
        let unknown = text.replace("schema: 1", "kleur: 3, schema: 1");
        let deep = "[".repeat(100_000);
        for (content, word) in [
            (&b""[..], "leeg"),
            (b"\x00\x01\x02", "binair"),
            (b"PK\x03\x04", "Excel"),
            (b"(\xff)", "UTF-8"),
            (b"Naam;Bedrag\nZorg;1000\n", "geen begroting"),
            (b"Notulen (kort)", "geen begroting"),
            (newer.as_bytes(), "nieuwere versie"),
            (unknown.as_bytes(), "kleur"),
            (deep.as_bytes(), "regel 1"),
        ] {
            let message = refused(content);
            assert!(message.contains(word), "{message}");
        }
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(load(&RealDisk, folder.path()), Err(StoreError::IsFolder(_))));
    }

    #[test]
    fn half_a_gigabyte_is_refused_without_reading_it_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        fs::File::create(&path).unwrap().set_len(500_000_000).unwrap();
        assert!(matches!(load(&RealDisk, &path), Err(StoreError::TooLarge { .. })));
    }
}
