//! Which numbers belong together.

/// Numbers in groups, one more each time two are joined.
pub(super) struct Groups {
    above: Vec<usize>,
}

impl Groups {
    pub fn new(count: usize) -> Groups {
        Groups { above: (0..count).collect() }
    }

    pub fn root(&self, mut node: usize) -> usize {
        while let Some(above) = self.above.get(node).filter(|above| **above != node) {
            node = *above;
        }
        node
    }

    pub fn len(&self) -> usize {
        self.above.len()
    }

    /// The lowest of a group is its root, so groups keep the order of the changes.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        if let Some(above) = self.above.get_mut(high) {
            *above = low;
        }
    }
}
