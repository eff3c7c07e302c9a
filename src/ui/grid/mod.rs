//! One grid for every table: virtual rows, sticky columns, double headings, cell cursor, range
//! selection, type-to-edit, tab separated text in and out, and Grid, Row and Cell roles for a
//! screen reader.
//!
//! The grid knows nothing of a budget: it shows a [`Table`] and hands its [`CellChange`]s back
//! to it. All changes of one action are made, or none.
//!
//! From the ground up, each part knowing only those before it:
//! - [`table`](Table): what is shown and where edits go;
//! - `navigate`, `order`, `tsv`, `plan`, `summary`: pure functions, tested without a window;
//! - `state`, `command`: what the grid remembers, and what a person can tell it to do;
//! - `keys`, `pointer`: which key and which click says that;
//! - `geometry`, `text`, `header`, `paint`, `editor`, `overlay`, `access`: how it looks and is announced;
//! - `show`: one frame.
//!
//! Cells are painted, not widgets: only the rows on the screen cost time, and one text field is
//! laid over the active cell while it is edited.

mod access;
mod command;
mod editor;
mod geometry;
mod header;
mod keys;
mod look;
mod navigate;
mod order;
mod overlay;
mod paint;
mod plan;
mod pointer;
mod show;
mod state;
mod summary;
mod table;
mod text;
mod tsv;

#[cfg(test)]
mod tests;

pub use command::{Command, Effect, Extend};
pub use look::GridLook;
pub use navigate::{Extent, Place, Range, Step, step};
pub use order::{Order, Sort};
pub use plan::Direction;
pub use show::{Grid, GridOutput};
pub use state::{Context, GridState};
pub use summary::Summary;
pub use table::{
    Access, Action, CellChange, CellView, Column, Head, Input, Lock, Mark, Refusal, RowKind,
    RowView, Table, Tone, cell_name,
};
