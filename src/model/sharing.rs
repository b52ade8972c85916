//! Which messages can hold a `bytes::Bytes`, at any depth: decoding them is worth keeping the input's allocation.

use super::resolve::{FieldDecl, Kind};

/// For every message, given which of them have such a field themselves.
pub(super) fn shares_bytes(messages: &[Vec<FieldDecl>], own: Vec<bool>) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); messages.len()];
    for (message, fields) in messages.iter().enumerate() {
        for field in fields {
            // A map's field refers to the map entry, whose value refers further.
            if let Kind::Message(target, _) = field.kind {
                holders[target].push(message);
            }
        }
    }
    let mut shares = vec![false; messages.len()];
    let mut pending: Vec<usize> = (0..messages.len()).filter(|&message| own[message]).collect();
    while let Some(message) = pending.pop() {
        if !std::mem::replace(&mut shares[message], true) {
            pending.extend(&holders[message]);
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::super::resolve::Cardinality;
    use super::super::{Framing, Packing};
    use super::*;

    #[test]
    fn spreads_to_everything_that_holds_one() {
        let holding = |target| FieldDecl {
            kind: Kind::Message(target, Framing::LengthPrefixed),
            cardinality: Cardinality::Repeated(Packing::Expanded),
            oneof: None,
        };
        // 0 -> 1 -> 2, 3 -> 3
        let messages = [vec![holding(1)], vec![holding(2)], vec![], vec![holding(3)]];
        assert_eq!(shares_bytes(&messages, vec![false, false, true, false]), [true, true, true, false]);
    }
}
