//! Our own files: how they reach the disk without anything being lost.
//!
//! All writing goes through [`Disk`], so that a test can let any single operation fail. A file is
//! replaced as a whole ([`write_atomically`]) and the former one kept as `.bak`; every revision
//! goes to the journal beside the budget within a second ([`JournalWriter`]); what is found
//! damaged is never thrown away but kept as `.beschadigd` ([`keep_aside`]).
//!
//! Beside `X.ron` may stand: `X.ron.bak`, `X.ron.journaal` with what lies further back in
//! `X.ron.geschiedenis`, sealed versions in the folder `X.versies`, `X.ron.slot` with `X.ron.slot.wie`
//! while somebody has it open, and `.X.ron.….tmp` after a crash in the middle of saving
//! ([`sweep_temporaries`]).

mod aside;
mod atomic;
mod disk;
mod error;
mod fault;
mod folders;
mod journal;
mod journal_archive;
mod journal_carry;
mod journal_format;
mod journal_lineage;
mod journal_place;
mod load;
mod lock;
mod paths;
mod read;
mod ron_error;
pub mod ron_file;
mod save;
mod settings;
mod versies;
mod writer;
mod zegel;

pub use aside::keep_aside;
pub use atomic::{Former, sweep_temporaries, write_atomically, write_result};
pub use disk::{Disk, DiskFile, Facts, Kind, RealDisk};
pub use error::StoreError;
pub use fault::{Fault, FaultyDisk, Operation};
pub use folders::UserFolders;
pub use journal::Journal;
pub use journal_archive::{Archive, Archived};
pub use journal_carry::{begin_at, carry_journal};
pub use journal_format::{Damage, DamageReason, JournalContents, JournalHeader, Mark, MarkKind};
pub use journal_lineage::{Lineage, lineage_beside, lineage_of};
pub use journal_place::{JournalPlace, journal_place, untitled_journal, untitled_journals};
pub use load::{Loaded, load, load_only, load_versions};
pub use lock::{FileLock, Holder, LockError};
pub use paths::backup_path;
pub use read::read_whole;
pub use ron_error::ReadError;
pub use save::{Saved, save};
pub use settings::{RECENT_MAX, Settings, Theme, WindowSize};
pub use versies::{Versie, Versies, seal, versions_folder};
pub use writer::{JournalEvent, JournalWriter};
pub use zegel::{Opschrift, Verzegeld, Zegel};
