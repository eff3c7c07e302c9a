//! What a person sees and touches.

pub mod chart;
pub mod fonts;
pub mod grid;
pub mod raster;
pub mod theme;
