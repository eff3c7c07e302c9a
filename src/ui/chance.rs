use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::Id;

/// An id that no other record has.
#[expect(clippy::disallowed_methods, reason = "the edge of the program, where ids are made")]
pub fn new_id() -> Id {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let bits = getrandom::u64().unwrap_or_else(|_| {
        // A system without a source of chance still has a clock; the counter keeps ids of one
        // moment apart.
        let now = jiff::Timestamp::now().as_nanosecond() as u64;
        now.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(COUNTER.fetch_add(1, Ordering::Relaxed))
    });
    Id::from_bits(bits)
}
