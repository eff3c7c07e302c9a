//! Figures as people read and write them.
