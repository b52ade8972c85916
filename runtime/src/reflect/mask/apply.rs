//! Keeping the fields that a mask names.

use alloc::vec::Vec;

use super::tree::Tree;
use crate::reflect::DynamicMessage;

/// Unsets all fields that the tree does not name.
pub(super) fn apply(message: &mut DynamicMessage, tree: &Tree) {
    if tree.is_whole {
        return;
    }
    let numbers: Vec<u32> = message.set_fields().map(|(number, _)| number).collect();
    for number in numbers {
        match tree.fields.get(&number) {
            None => drop(message.clear_field(number)),
            Some(tree) if tree.is_whole => {}
            Some(tree) => {
                if let Some(inner) = message.get_mut(number).and_then(|it| it.as_message_mut()) {
                    apply(inner, tree);
                }
            }
        }
    }
    message.unknown_fields_mut().clear();
}
