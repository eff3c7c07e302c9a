//! Design tokens.
