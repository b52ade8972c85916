//! Replacing the fields that a mask names.

use super::tree::Tree;
use crate::reflect::DynamicMessage;

/// Replaces the fields of `into` that the tree names with those of `from`. Both messages have one
/// type.
pub(super) fn merge(into: &mut DynamicMessage, from: &DynamicMessage, tree: &Tree) {
    if tree.is_whole {
        *into = from.clone();
        return;
    }
    for (number, tree) in &tree.fields {
        if tree.is_whole {
            into.copy_field(*number, from);
            continue;
        }
        // If neither side has the message, no field in it can change.
        if !into.has(*number) && !from.has(*number) {
            continue;
        }
        let source = from.get(*number);
        let target = into.get_mut(*number).and_then(|value| value.as_message_mut());
        let source = source.as_ref().and_then(|value| value.as_message());
        if let (Some(target), Some(source)) = (target, source) {
            merge(target, source, tree);
        }
    }
}
