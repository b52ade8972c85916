//! The files that code is generated for.

use std::collections::HashMap;

use super::{File, path_index, step};
use crate::Request;
use crate::diagnostics::{Diagnostics, import_not_described};

/// Returns, for every file, whether it is emitted. A listed file is emitted. With
/// `include_imports`, its imports are emitted too.
pub(super) fn emitted(
    request: &Request,
    include_imports: bool,
    found: &mut Diagnostics,
) -> Vec<bool> {
    let by_name: HashMap<&str, usize> =
        request.files.iter().enumerate().map(|(index, file)| (file.name(), index)).collect();
    for (proto, source_info) in request.files.iter().zip(&request.source_info) {
        let missing = |(_, import): &(usize, &String)| !by_name.contains_key(import.as_str());
        if !proto.dependency.iter().enumerate().any(|import| missing(&import)) {
            continue;
        }
        let file = File { proto, emitted: false, listed: false, asked: false, source_info };
        for (nth, import) in proto.dependency.iter().enumerate().filter(missing) {
            let path = [step::FILE_DEPENDENCY, path_index(nth)];
            found.push(import_not_described(file.location(&path), import));
        }
    }
    let index = |name: &String| by_name.get(name.as_str()).copied();
    let mut emitted = vec![false; request.files.len()];
    let mut pending: Vec<usize> = request.listed.iter().filter_map(index).collect();
    let with_imports = request.may_emit_imports && include_imports;
    while let Some(file) = pending.pop() {
        if !std::mem::replace(&mut emitted[file], true) && with_imports {
            pending.extend(request.files[file].dependency.iter().filter_map(index));
        }
    }
    emitted
}
