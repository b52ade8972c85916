//! The files of a set, and their imports.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use crate::reflect::error::{DescriptorError, shortened};
use crate::reflect::proto::FileProto;

/// Drops files that are there more than once, e.g. because two sets contain the imports of each.
///
/// # Errors
/// Two files have one name and differ.
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
                let problem = "there are two files with the name, and they differ";
                return Err(DescriptorError::new(problem).in_file(file.name));
            }
        }
    }
    Ok(distinct)
}

/// Checks that every import is there, and that no file imports itself through others.
pub(super) fn check_imports(files: &[FileProto<'_>]) -> Result<(), DescriptorError> {
    let by_name: BTreeMap<&str, usize> =
        files.iter().enumerate().map(|(index, file)| (file.name, index)).collect();
    // The files that import a file, and the number of a file's imports that are not checked yet.
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

/// Returns the error that names a cycle. It is among the files that `start` imports.
fn cycle(
    files: &[FileProto<'_>],
    by_name: &BTreeMap<&str, usize>,
    left: &[usize],
    start: usize,
) -> DescriptorError {
    // A file with imports that are left imports another one. Going on long enough ends in a cycle.
    let next = |file: usize| {
        let mut imports = files[file].imports.iter().filter_map(|import| by_name.get(import));
        imports.find(|imported| left[**imported] > 0).copied().unwrap_or(file)
    };
    let in_cycle = (0..files.len()).fold(start, |file, _| next(file));
    let imported = files[next(in_cycle)].name;
    let problem = format!("the import `{}` imports the file again", shortened(imported));
    DescriptorError::new(problem).in_file(files[in_cycle].name)
}
