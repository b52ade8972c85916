//! A package that is split across runs of the plugin: each run writes the package's file, and one overwrites the other.

use crate::Request;
use crate::descriptor::FileDescriptorProto;
use crate::diagnostics::{Diagnostics, Location, split_package};
use crate::options::Options;

/// Warns of packages of which this request asks for some files and describes others, unless those come from elsewhere.
pub(super) fn warnings(request: &Request, options: &Options) -> Diagnostics {
    let is_listed = |file: &FileDescriptorProto| request.listed.iter().any(|name| name == file.name());
    let mut found = Diagnostics::default();
    for listed in request.files.iter().filter(|file| is_listed(file)) {
        let other = |file: &&FileDescriptorProto| file.package() == listed.package() && !is_listed(file) && !is_external(file, options);
        if let Some(other) = request.files.iter().find(other) {
            let place = Location { file: listed.name().into(), position: None };
            found.push(split_package(listed.package(), other.name()).at(place));
        }
    }
    found
}

/// Whether nothing of a file is generated anyway.
fn is_external(file: &FileDescriptorProto, options: &Options) -> bool {
    if file.message_type.is_empty() && file.enum_type.is_empty() && file.service.is_empty() {
        return true;
    }
    let package = file.package();
    (package == "google.protobuf" && !options.compile_well_known_types)
        || options.extern_path.iter().any(|rule| {
            let rest = package.strip_prefix(rule.full_name.as_str());
            // A rule for a single type of the file is reason enough to believe that the others have theirs.
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rule.full_name.is_empty())
                || rule.full_name.strip_prefix(package).is_some_and(|rest| rest.starts_with('.'))
        })
}
