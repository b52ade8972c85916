//! The rules about messages and their fields.

use super::Found;
use super::size::Sizes;
use crate::model::{Flag as _, Lint, Presence};

/// The size in bytes from which a message counts as large.
const LARGE: usize = 4096;

pub(super) fn check(found: &mut Found<'_>) {
    let model = found.model;
    let mut sizes = Sizes::new(model);
    for message in model.messages.values().flatten().filter(|message| !message.is_external) {
        let at = (message.file, &message.declaration);
        let full_name = &message.full_name;
        let size = sizes.of(message);
        if size >= LARGE {
            let text = format!("`{full_name}` takes about {size} bytes on the stack");
            found.add("large-message", full_name, at, text);
        }
        for oneof in message.oneofs.iter().filter(|oneof| oneof.lints.has(Lint::LargeEnumVariant)) {
            let members = oneof.members.iter().map(|member| (sizes.of_member(member), member));
            let Some((size, largest)) = members.max_by_key(|(size, _)| *size) else { continue };
            let element = format!("{full_name}.{}", oneof.proto_name);
            // The lint is for clippy, whose threshold is lower than that of a real problem.
            if size >= LARGE_VARIANT {
                let text = format!(
                    "`{element}` takes {size} bytes because of its member `{}` ({})",
                    largest.proto_name,
                    Lint::LargeEnumVariant.text()
                );
                found.add("large-variant", &element, (message.file, &oneof.declaration), text);
            }
        }
        for field in &message.fields {
            if field.declared_presence == Some(Presence::Required) && message.presence.is_none() {
                let element = format!("{full_name}.{}", field.proto_name);
                let text = format!("`{element}` is required");
                found.add("required-field", &element, (message.file, &field.declaration), text);
            }
        }
        let drops = !message.extension_ranges.is_empty() && message.unknown_fields.is_none();
        if drops {
            let text = format!("`{full_name}` can have extensions, and drops them");
            found.add("extensions-dropped", full_name, at, text);
        }
    }
}

/// The size in bytes from which a variant counts as large.
const LARGE_VARIANT: usize = 512;
