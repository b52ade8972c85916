//! The files of one or more encoded descriptor sets.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use prost::DecodeError;

use super::envelope::{files_of_set, number};
use super::text;
use crate::Diagnostics;
use crate::descriptor::fields::{Field, Fields};
use crate::diagnostics::{
    file_differs_in_descriptor_sets, files_twice_in_descriptor_set, not_a_descriptor_set,
};

/// An encoded `google.protobuf.FileDescriptorSet`.
#[derive(Debug)]
pub(crate) struct EncodedSet<'a> {
    /// The name of the set in diagnostics, e.g. `build/all.binpb`.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// An encoded file with its name, which need not be UTF-8.
struct Named<'a> {
    name: &'a [u8],
    file: &'a [u8],
}

/// An encoded file, and the set that it is from.
#[derive(Clone, Copy)]
struct Found<'a> {
    set: usize,
    /// The position among the files of all sets.
    position: usize,
    file: &'a [u8],
}

/// Returns the encoded files of the sets, each after the name of its set. A file that several sets
/// have is returned once.
///
/// Bazel writes a set for each `proto_library`. A library without files of its own has an empty
/// set, so a set of no bytes is an error only if no set has a file.
///
/// # Errors
/// Returns an error for each set that cannot be split into files, for each set that has a file
/// twice, and for each file that differs between two sets.
pub(super) fn files<'a>(sets: &[EncodedSet<'a>]) -> Result<Vec<(&'a str, &'a [u8])>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut by_name: HashMap<&[u8], Found<'a>> = HashMap::new();
    let mut position = 0;
    for (index, set) in sets.iter().enumerate() {
        let named = match named_files(set.bytes) {
            // Any bytes with only unknown fields decode to an empty set.
            Ok(named) if named.is_empty() && !(set.bytes.is_empty() && sets.len() > 1) => {
                found.push(not_a_descriptor_set(set.name, "it holds no file"));
                continue;
            }
            Ok(named) => named,
            Err(error) => {
                found.push(not_a_descriptor_set(set.name, &error.to_string()));
                continue;
            }
        };
        let mut twice = Vec::new();
        for Named { name, file } in named {
            position += 1;
            let new = Found { set: index, position, file };
            match by_name.entry(name) {
                Entry::Vacant(entry) => {
                    entry.insert(new);
                }
                Entry::Occupied(entry) if entry.get().set == index => {
                    let name = String::from_utf8_lossy(name).into_owned();
                    if !twice.contains(&name) {
                        twice.push(name);
                    }
                }
                Entry::Occupied(mut entry) => match same(entry.get().file, file) {
                    Some(file) => entry.get_mut().file = file,
                    None => found.push(file_differs_in_descriptor_sets(
                        &String::from_utf8_lossy(name),
                        [sets[entry.get().set].name, set.name],
                    )),
                },
            }
        }
        if !twice.is_empty() {
            found.push(files_twice_in_descriptor_set(set.name, &twice));
        }
    }
    found.checkpoint()?;
    let mut files: Vec<Found<'a>> = by_name.into_values().collect();
    files.sort_unstable_by_key(|found| found.position);
    match (files.is_empty(), sets.last()) {
        (true, Some(set)) => Err(not_a_descriptor_set(set.name, "it holds no file").into()),
        _ => Ok(files.into_iter().map(|found| (sets[found.set].name, found.file)).collect()),
    }
}

/// Returns the files of a set with their names. Returns an empty list if a file has no name.
fn named_files(set: &[u8]) -> Result<Vec<Named<'_>>, DecodeError> {
    let mut named = Vec::new();
    for file in files_of_set(set)? {
        named.push(Named { name: text::string(file, number::NAME)?, file });
    }
    let is_complete = named.iter().all(|named| !named.name.is_empty());
    Ok(if is_complete { named } else { Vec::new() })
}

/// Returns the file that two sets have, if it is equal. A set that was written without
/// `--include_source_info` has neither positions nor comments. Then the other file is returned.
fn same<'a>(one: &'a [u8], other: &'a [u8]) -> Option<&'a [u8]> {
    if one == other {
        return Some(one);
    }
    let split = |file: &'a [u8]| {
        let fields: Result<Vec<Field<'a>>, DecodeError> = Fields::of(file).collect();
        let (info, rest): (Vec<_>, Vec<_>) =
            fields.ok()?.into_iter().partition(|field| field.number == number::SOURCE_CODE_INFO);
        Some((info, rest.into_iter().map(|field| field.encoded).collect::<Vec<_>>()))
    };
    let ((info, rest), (other_info, other_rest)) = (split(one)?, split(other)?);
    match (rest == other_rest, info.is_empty(), other_info.is_empty()) {
        (true, false, true) => Some(one),
        (true, true, false) => Some(other),
        _ => None,
    }
}
