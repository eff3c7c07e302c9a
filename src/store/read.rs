use std::path::Path;

use super::disk::{Disk, Kind};
use super::error::StoreError;

/// The whole content of a file of at most `limit` bytes.
///
/// # Errors
/// A folder, a pipe or device, a file that is larger, and whatever the disk says.
pub fn read_whole(disk: &dyn Disk, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let facts = disk.facts(path).map_err(StoreError::io("te openen", path))?;
    match facts.kind {
        Kind::Folder => return Err(StoreError::IsFolder(path.to_owned())),
        Kind::Other => return Err(StoreError::NotAFile(path.to_owned())),
        Kind::File => {}
    }
    let bytes = disk.read(path, limit).map_err(StoreError::io("te openen", path))?;
    if bytes.len() as u64 > limit {
        return Err(StoreError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    #[test]
    fn what_is_no_file_or_too_large_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron");
        let read = |path: &Path| read_whole(&RealDisk, path, 5);
        assert!(matches!(read(folder.path()), Err(StoreError::IsFolder(_))));
        assert!(read(&path).is_err_and(|error| error.is_not_found()));
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path).unwrap(), b"12345");
        std::fs::write(&path, "123456").unwrap();
        assert!(matches!(read(&path), Err(StoreError::TooLarge { limit: 5, .. })));
        #[cfg(unix)]
        assert!(matches!(read(Path::new("/dev/zero")), Err(StoreError::NotAFile(_))));
    }
}
