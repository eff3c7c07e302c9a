//! One grid for every table.
