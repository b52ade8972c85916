//! The nesting depth that is left to a decode, also across the border to prost.
//!
//! prost keeps the remaining depth in a `DecodeContext` whose field is private. But prost enters a
//! level when it merges a message, and shows the context of that level to the message. So an empty
//! message that keeps what it is shown can walk down one level at a time, to use up what ours has
//! used already. What is left is counted by letting prost read over nested groups until it refuses.

use prost::DecodeError;
use prost::bytes::{Buf, BufMut};
use prost::encoding::{self, DecodeContext, WireType, message};

use crate::wire::input::RECURSION_LIMIT;

/// The context one level below `context`, `None` if that is the last one.
fn below(context: DecodeContext) -> Option<DecodeContext> {
    // A message of one byte: a key. Its value is empty, since `Shown` reads none.
    let mut bytes = &[1, 1 << 3][..];
    let mut shown = Shown(None);
    message::merge(WireType::LengthDelimited, &mut shown, &mut bytes, context).ok()?;
    shown.0
}

/// Levels that `context` has left, at most as many as matter to fields of `length` bytes, keys
/// included. Most values are short and need few steps.
pub(crate) fn of(context: DecodeContext, length: usize) -> u32 {
    // prost reads one of these start-group keys for each level, until there is none left of either.
    const KEYS: [u8; RECURSION_LIMIT as usize] = [1 << 3 | 3; RECURSION_LIMIT as usize];
    let enough = enough_for(length);
    let mut keys = &KEYS[..enough as usize];
    let _ = encoding::skip_field(WireType::StartGroup, 1, &mut keys, context);
    enough - keys.len() as u32
}

/// A context with `levels` left, or with more than fields of `length` bytes can use.
pub(crate) fn context(levels: u32, length: usize) -> DecodeContext {
    if is_enough(levels, length) { DecodeContext::default() } else { going(levels) }
}

/// A context with `levels` left, 100 at most. Walked down to once: an input can ask for it with
/// every few of its bytes.
#[cfg(feature = "std")]
fn going(levels: u32) -> DecodeContext {
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

/// The same where nothing can be kept.
#[cfg(not(feature = "std"))]
fn going(levels: u32) -> DecodeContext {
    let mut context = DecodeContext::default();
    for _ in levels..RECURSION_LIMIT {
        context = below(context).unwrap_or_default();
    }
    context
}

/// Whether fields of `length` bytes cannot tell `levels` from no limit at all.
pub(crate) fn is_enough(levels: u32, length: usize) -> bool {
    levels >= enough_for(length)
}

/// No fields of `length` bytes notice whether more levels than this are left: a level takes two
/// bytes, and so does a field that is read over, for which prost wants a level, too.
fn enough_for(length: usize) -> u32 {
    (length / 2).min(RECURSION_LIMIT as usize) as u32
}

/// A message without fields that keeps the context it is merged in.
struct Shown(Option<DecodeContext>);

impl prost::Message for Shown {
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
    fn counts_what_is_left() {
        let mut context = DecodeContext::default();
        for expected in (0..=RECURSION_LIMIT).rev() {
            assert_eq!(of(context.clone(), 1000), expected);
            assert_eq!(of(context.clone(), 2), expected.min(1));
            if let Some(next) = below(context) {
                context = next;
            } else {
                assert_eq!(expected, 0);
                return;
            }
        }
    }

    #[test]
    fn makes_what_it_counts() {
        for levels in [0, 1, 50, 99, 100] {
            assert_eq!(of(context(levels, 1000), 1000), levels);
        }
        assert_eq!(of(context(5, 10), 1000), RECURSION_LIMIT);
        assert_eq!(of(context(4, 10), 1000), 4);
    }
}
