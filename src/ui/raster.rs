//! Draws meshes on the processor.
