//! The files of a set, and their imports.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use crate::reflect::error::{DescriptorError, shortened};
use crate::reflect::proto::FileProto;

/// Drops files that occur more than once, e.g. because two sets contain the same imports.
///
/// # Errors
/// Two different files have one name.
pub(super) fn distinct(files: Vec<FileProto<'_>>) -> Result<Vec<FileProto<'_>>, DescriptorError> {
    let mut by_name: BTreeMap<&str, &[u8]> = BTreeMap::new();
    let mut distinct = Vec::with_capacity(files.len());
    for file in files {
        if file.name.is_empty() {
            return Err(DescriptorError::new("a file has no name"));
        }
        match by_name.insert(file.name, file.bytes) {
            None => distinct.push(file),
            Some(bytes) if bytes == file.bytes => {}
            Some(_) => {
                let problem = "two files with different contents have this name";
                return Err(DescriptorError::new(problem).in_file(file.name));
            }
        }
    }
    Ok(distinct)
}

/// Checks that every import is in the set, and that the imports have no cycle.
pub(super) fn check_imports(files: &[FileProto<'_>]) -> Result<(), DescriptorError> {
    let by_name: BTreeMap<&str, usize> =
        files.iter().enumerate().map(|(index, file)| (file.name, index)).collect();
    // For each file, the files that import it, and the number of its imports that are not checked
    // yet.
    let mut importers = vec![Vec::new(); files.len()];
    let mut left = vec![0; files.len()];
    for (index, file) in files.iter().enumerate() {
        for import in &file.imports {
            let Some(imported) = by_name.get(import) else {
                let problem = format!("the import `{}` is not in the set", shortened(import));
                return Err(DescriptorError::new(problem).in_file(file.name));
            };
            importers[*imported].push(index);
            left[index] += 1;
        }
    }
    let mut ready: Vec<usize> = (0..files.len()).filter(|index| left[*index] == 0).collect();
    while let Some(file) = ready.pop() {
        for importer in &importers[file] {
            left[*importer] -= 1;
            if left[*importer] == 0 {
                ready.push(*importer);
            }
        }
    }
    match left.iter().position(|left| *left > 0) {
        None => Ok(()),
        Some(file) => Err(cycle(files, &by_name, &left, file)),
    }
}

/// Returns the error for a cycle of imports. `start` is a file in the cycle, or imports one through
/// others.
fn cycle(
    files: &[FileProto<'_>],
    by_name: &BTreeMap<&str, usize>,
    left: &[usize],
    start: usize,
) -> DescriptorError {
    // Each file with unchecked imports imports another such file. So after enough steps, the walk
    // is in a cycle.
    let next = |file: usize| {
        let mut imports = files[file].imports.iter().filter_map(|import| by_name.get(import));
        imports.find(|imported| left[**imported] > 0).copied().unwrap_or(file)
    };
    let in_cycle = (0..files.len()).fold(start, |file, _| next(file));
    let imported = files[next(in_cycle)].name;
    let problem = format!("the import `{}` is part of a cycle of imports", shortened(imported));
    DescriptorError::new(problem).in_file(files[in_cycle].name)
}
