//! Constants of extensions whose extendee holds no extensions.

use super::assemble::Assembly;
use crate::diagnostics::{Diagnostics, extension_not_held};

/// Warns of constants that no program can use: a rule is on for the extension, and the message that
/// it extends drops unknown fields.
pub(super) fn report(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    let schema = assembly.schema;
    for (id, extension) in schema.extensions.iter() {
        let extendee = assembly.extensions[id].extendee;
        let is_unheld = assembly.declared.constants[id]
            && assembly.declared.messages[extendee]
            && !assembly.analysis.keeps_unknown[extendee];
        if is_unheld {
            let location = schema.files[extension.at.file].location(&extension.at.path);
            let (name, extendee) =
                (&extension.at.full_name, &schema.messages[extendee].at.full_name);
            found.push(extension_not_held(location, name, extendee));
        }
    }
}
