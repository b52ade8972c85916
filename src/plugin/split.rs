//! Warnings about packages that this run of the plugin generates only in part.
//!
//! If several runs generate parts of a package, each run writes the file of the package, and the
//! last run overwrites the others.

use std::collections::{HashMap, HashSet};

use crate::Request;
use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{Diagnostics, Location, split_package};
use crate::options::Options;

/// Returns a warning for each package that has both a file in this run and a file outside it,
/// unless an extern path or prost-types covers that file.
pub(super) fn warnings(request: &Request, options: &Options) -> Diagnostics {
    let listed: HashSet<&str> = request.listed.iter().map(String::as_str).collect();
    let (asked, others): (Vec<_>, Vec<_>) =
        request.files.iter().partition(|file| listed.contains(file.name()));
    let mut left_out = HashMap::new();
    for other in others.into_iter().filter(|file| !is_external(file, options)) {
        left_out.entry(other.package()).or_insert(other.name());
    }
    // Each package gets one warning.
    let warning = |file: &FileDescriptorProto| {
        let other = left_out.remove(file.package())?;
        Some(
            split_package(file.package(), other)
                .at(Location { file: file.name().into(), position: None }),
        )
    };
    asked.into_iter().filter_map(warning).collect()
}

/// Whether no run generates code for a file.
fn is_external(file: &FileDescriptorProto, options: &Options) -> bool {
    if file.message_type.is_empty() && file.enum_type.is_empty() && file.service.is_empty() {
        return true;
    }
    let package = file.package();
    (package == "google.protobuf" && !options.compile_well_known_types)
        || options.rules_of("extern_path").any(|(_, rule)| {
            // If a rule covers one type of the file, the user probably has rules for the other
            // types too.
            let is_inside = |rest: &str| rest.starts_with('.');
            rule.selector.matches(package)
                || rule.selector.path().strip_prefix(package).is_some_and(is_inside)
        })
}
