//! Constants of extensions whose extendee drops extensions.

use super::assemble::Assembly;
use crate::diagnostics::{Diagnostics, extension_dropped};

/// Warns of constants that no program can use. A rule turns the option `extensions` on for the
/// extension, but the extendee drops unknown fields.
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
            found.push(extension_dropped(location, name, extendee));
        }
    }
}
