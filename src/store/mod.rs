//! Our own files.

mod ron_error;
pub mod ron_file;

pub use ron_error::ReadError;
