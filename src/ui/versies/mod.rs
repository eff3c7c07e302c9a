//! Sealed versions on the screen: what is written on one, and the list of them.

mod form;
mod list;

pub(super) use form::ZegelForm;
pub(super) use list::{Choice, VersiesModal};
