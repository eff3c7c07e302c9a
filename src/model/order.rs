use serde::{Deserialize, Serialize};

/// The place of a record among its siblings: a key that sorts as text.
///
/// A new key always fits between two others, so moving one record changes one field of one
/// record. Keys are the characters 0-9a-z and never end in `0`, which leaves room before each.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Order(String);

/// The key of a record that has no place of its own: its id decides.
pub(super) static UNORDERED: Order = Order(String::new());

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Appending counts in keys of this length, so that a long list keeps short keys.
const COUNTER: usize = 4;

impl Order {
    /// A key after all of `last`; of a list that is empty, the first.
    pub fn after(last: Option<&Order>) -> Order {
        let Some(last) = last else {
            return Order(format!("{:0>COUNTER$}", "1"));
        };
        let mut count = last.0.bytes().take(COUNTER).fold(0, |n, byte| n * 36 + value(byte));
        for _ in last.0.len()..COUNTER {
            count *= 36;
        }
        count += 1;
        if count % 36 == 0 {
            count += 1;
        }
        if count >= 36_usize.pow(COUNTER as u32) {
            return Order(format!("{}1", last.0));
        }
        let mut key = vec![b'0'; COUNTER];
        for place in key.iter_mut().rev() {
            *place = DIGITS[count % 36];
            count /= 36;
        }
        Order(key.into_iter().map(char::from).collect())
    }

    /// A key between two neighbours; `None` is the end of the list.
    ///
    /// Where the neighbours are equal (two people added a line in the same place) the result
    /// equals them too, and the id decides.
    pub fn between(before: Option<&Order>, after: Option<&Order>) -> Order {
        let Some(after) = after else {
            return Order::after(before);
        };
        let low = before.map_or(&[][..], |order| order.0.as_bytes());
        let high = after.0.as_bytes();
        if low >= high {
            return after.clone();
        }
        let mut key = String::new();
        let mut bounded = true;
        for i in 0.. {
            let from = low.get(i).map_or(0, |&byte| value(byte));
            let to = match high.get(i) {
                Some(&byte) if bounded => value(byte),
                _ => 36,
            };
            if to > from + 1 {
                key.push(char::from(DIGITS[(from + to) / 2]));
                break;
            }
            bounded = bounded && to == from;
            key.push(char::from(DIGITS[from]));
        }
        Order(key)
    }
}

fn value(byte: u8) -> usize {
    DIGITS.iter().position(|&digit| digit == byte).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_list_keeps_short_keys() {
        let mut last = None;
        for _ in 0..100_000 {
            let next = Order::after(last.as_ref());
            assert!(last.as_ref().is_none_or(|last| *last < next));
            assert!(next.0.len() <= 5);
            last = Some(next);
        }
    }

    proptest! {
        #[test]
        fn inserting_anywhere_keeps_the_list_sorted(places in prop::collection::vec(0_usize..1000, 1..200)) {
            let mut list: Vec<Order> = Vec::new();
            for place in places {
                let at = place % (list.len() + 1);
                let before = at.checked_sub(1).map(|i| &list[i]);
                let order = Order::between(before, list.get(at));
                list.insert(at, order);
            }
            prop_assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
        }
    }
}
