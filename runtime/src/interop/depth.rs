//! The nesting depth that is left to a decode, in messages of ours and in messages of prost.
//!
//! prost keeps the remaining levels in a `DecodeContext` whose field is private. But when prost
//! merges a message, it enters a level, and passes the context of that level to the message. So an
//! empty message that keeps the context gets one that has a level less. [`context`] repeats this
//! until the context has the levels that are left to a message of ours. [`remaining`] counts the
//! levels of a context: it lets prost skip nested groups until prost refuses.

use prost::DecodeError;
use prost::bytes::{Buf, BufMut};
use prost::encoding::{self, DecodeContext, WireType, message};

use crate::wire::input::RECURSION_LIMIT;

/// Returns a context with one level less. Returns `None` if no level is left.
fn below(context: DecodeContext) -> Option<DecodeContext> {
    // A message of one byte, which is a key. Its value is empty, because `Probe` reads none.
    let mut bytes = &[1, 1 << 3][..];
    let mut probe = Probe(None);
    message::merge(WireType::LengthDelimited, &mut probe, &mut bytes, context).ok()?;
    probe.0
}

/// Returns the levels that `context` has left, or the levels that fields of `length` bytes can use,
/// if these are fewer. The bytes include the keys. Most values are short and need few steps.
pub(crate) fn remaining(context: DecodeContext, length: usize) -> u32 {
    // prost reads one of these start-group keys for each level, until no key or no level is left.
    const KEYS: [u8; RECURSION_LIMIT as usize] = [1 << 3 | 3; RECURSION_LIMIT as usize];
    let enough = enough_for(length);
    let mut keys = &KEYS[..enough as usize];
    let _ = encoding::skip_field(WireType::StartGroup, 1, &mut keys, context);
    enough - keys.len() as u32
}

/// Returns a context that has `levels` left, or more than fields of `length` bytes can use.
pub(crate) fn context(levels: u32, length: usize) -> DecodeContext {
    if is_enough(levels, length) { DecodeContext::default() } else { with_levels(levels) }
}

/// Returns a context that has `levels` left, at most 100. The contexts are created once, because an
/// input can need one for every few of its bytes.
#[cfg(feature = "std")]
fn with_levels(levels: u32) -> DecodeContext {
    static CONTEXTS: std::sync::OnceLock<[DecodeContext; RECURSION_LIMIT as usize + 1]> =
        std::sync::OnceLock::new();
    let contexts = CONTEXTS.get_or_init(|| {
        let mut next = Some(DecodeContext::default());
        core::array::from_fn(|_| {
            let context = next.take().unwrap_or_default();
            next = below(context.clone());
            context
        })
    });
    contexts[(RECURSION_LIMIT - levels.min(RECURSION_LIMIT)) as usize].clone()
}

/// Returns a context that has `levels` left, at most 100. Without `std`, it is created each time.
#[cfg(not(feature = "std"))]
fn with_levels(levels: u32) -> DecodeContext {
    let mut context = DecodeContext::default();
    for _ in levels..RECURSION_LIMIT {
        context = below(context).unwrap_or_default();
    }
    context
}

/// Whether fields of `length` bytes cannot reach a limit of `levels`.
pub(crate) fn is_enough(levels: u32, length: usize) -> bool {
    levels >= enough_for(length)
}

/// Returns the greatest number of levels that fields of `length` bytes can use. A level takes two
/// bytes. So does a field that is skipped, for which prost needs a level, too.
fn enough_for(length: usize) -> u32 {
    (length / 2).min(RECURSION_LIMIT as usize) as u32
}

/// A message without fields that keeps the context of its merge.
struct Probe(Option<DecodeContext>);

impl prost::Message for Probe {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        _: u32,
        _: WireType,
        _: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        self.0 = Some(context);
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        0
    }

    fn clear(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg_attr(miri, ignore = "slow, and without unsafe code")]
    fn counts_the_levels_left() {
        let mut context = DecodeContext::default();
        for expected in (0..=RECURSION_LIMIT).rev() {
            assert_eq!(remaining(context.clone(), 1000), expected);
            assert_eq!(remaining(context.clone(), 2), expected.min(1));
            if let Some(next) = below(context) {
                context = next;
            } else {
                assert_eq!(expected, 0);
                return;
            }
        }
    }

    #[test]
    fn creates_the_context_that_it_counts() {
        for levels in [0, 1, 50, 99, 100] {
            assert_eq!(remaining(context(levels, 1000), 1000), levels);
        }
        assert_eq!(remaining(context(5, 10), 1000), RECURSION_LIMIT);
        assert_eq!(remaining(context(4, 10), 1000), 4);
    }
}
