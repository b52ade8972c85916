//! The settings that the stage `declare` depends on.

use super::matcher::Matcher;
use crate::index::Column;
use crate::lower::element_kinds::Element;
use crate::lower::extern_paths::ExternPaths;
use crate::lower::link::Schema;
use crate::model::{ExtensionId, Settings};
use crate::options::{ElementKind, Options};

/// Returns, for every extension, whether it gets a constant in this run. Its file is emitted, the
/// option `extensions` is on for it, and no extern path covers it. Its message gets a module.
pub(in crate::lower) fn constants(
    schema: &Schema<'_>,
    options: &Options,
    externs: &ExternPaths<'_>,
) -> Column<ExtensionId, bool> {
    if !options.is_on("extensions") {
        return Column::filled(false, schema.extensions.len());
    }
    let unmatched = Settings::unmatched(options);
    let matcher = Matcher::new(options);
    let element = Element::new(ElementKind::Extension);
    schema.extensions.map(|(_, extension)| {
        let at = &extension.at;
        let file = &schema.files[at.file];
        let matches = matcher.matches(&element, &[&at.full_name], None, None);
        Settings::combine(options, &matches, &unmatched).extensions.value
            && file.emitted
            && externs.resolve(&at.full_name, file.proto.package()).is_none()
    })
}
