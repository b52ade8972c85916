//! Warnings of packages that this run of the plugin has only in part.
//!
//! If several runs generate parts of one package, each run writes the package's file, and the last
//! one replaces the others.

use std::collections::{HashMap, HashSet};

use crate::Request;
use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{Diagnostics, Location, split_package};
use crate::options::Options;

/// Warns of packages of which this request lists some files and not others, unless an extern path
/// or prost-types covers these.
pub(super) fn warnings(request: &Request, options: &Options) -> Diagnostics {
    let listed: HashSet<&str> = request.listed.iter().map(String::as_str).collect();
    let (asked, others): (Vec<_>, Vec<_>) =
        request.files.iter().partition(|file| listed.contains(file.name()));
    let mut left_out = HashMap::new();
    for other in others.into_iter().filter(|file| !is_external(file, options)) {
        left_out.entry(other.package()).or_insert(other.name());
    }
    // Once for each package is enough.
    let warning = |file: &FileDescriptorProto| {
        let other = left_out.remove(file.package())?;
        Some(
            split_package(file.package(), other)
                .at(Location { file: file.name().into(), position: None }),
        )
    };
    asked.into_iter().filter_map(warning).collect()
}

/// Whether no code is generated for a file in any run.
fn is_external(file: &FileDescriptorProto, options: &Options) -> bool {
    if file.message_type.is_empty() && file.enum_type.is_empty() && file.service.is_empty() {
        return true;
    }
    let package = file.package();
    (package == "google.protobuf" && !options.compile_well_known_types)
        || options.rules_of("extern_path").any(|(_, rule)| {
            // A rule for a single type of the file is reason enough to believe that the others have
            // theirs.
            let is_inside = |rest: &str| rest.starts_with('.');
            rule.selector.matches(package)
                || rule.selector.path().strip_prefix(package).is_some_and(is_inside)
        })
}
