use std::io;
use std::path::{Path, PathBuf};

use super::atomic::put;
use super::disk::Disk;
use super::error::StoreError;
use super::paths::with_suffix;

/// Keeps bytes that could not be read, beside the file they came from, as `X.beschadigd`,
/// `X.beschadigd-2` and so on; gives the name. The same bytes are kept once.
///
/// # Errors
/// Whatever the disk says; then nothing may be cut off or replaced.
pub fn keep_aside(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    let mut name = with_suffix(path, ".beschadigd");
    let mut number = 2_u32;
    loop {
        match disk.read(&name, bytes.len() as u64) {
            Ok(kept) if kept == bytes => return Ok(name),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(StoreError::io("te openen", &name)(error)),
        }
        name = with_suffix(path, &format!(".beschadigd-{number}"));
        number = number.saturating_add(1);
    }
    put(disk, path, &name, bytes)?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    #[test]
    fn each_content_is_kept_once_and_none_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        let keep = |bytes: &[u8]| keep_aside(&RealDisk, &path, bytes).unwrap();
        let first = keep(b"een");
        let second = keep(b"twee");
        assert_eq!(first, keep(b"een"));
        assert_eq!(second, keep(b"twee"));
        assert_eq!(std::fs::read(first).unwrap(), b"een");
        assert_eq!(std::fs::read(second).unwrap(), b"twee");
        assert_eq!(RealDisk.list(folder.path()).unwrap().len(), 2);
    }
}
