//! File names that every file system accepts.
//!
//! May not import: any other module of this crate.

/// The maximum length of a file name without `.rs`, or of a folder name, in bytes. File systems
/// accept 255 bytes.
///
/// rustdoc cannot write the page `NAME.rs.html` for a name of 248 to 251 bytes. Such a name is not
/// shortened, so that its file keeps its name.
const MAX_BYTES: usize = 251;

/// The length of a shortened name in bytes. It is less than [`MAX_BYTES`], so that rustdoc can
/// append `.rs.html` to a shortened name.
const SHORT_BYTES: usize = 247;

/// Returns the name, or a shortened name if it is too long. A shortened name is the beginning of
/// the name, `-`, and a hash of the whole name in 32 digits.
///
/// The result must be the same in every release, because users include the file by its name. No
/// package name has a `-`, so a shortened name differs from the name of every other package. Two
/// long names with the same beginning differ in the hash of 128 bits.
pub(crate) fn short_file_name(name: &str) -> String {
    if name.len() <= MAX_BYTES {
        return name.to_owned();
    }
    let hash = format!("-{:032x}", fnv(name.as_bytes()));
    let end = (0..=SHORT_BYTES - hash.len())
        .rev()
        .find(|end| name.is_char_boundary(*end))
        .unwrap_or_default();
    format!("{}{hash}", &name[..end])
}

/// Returns the package that a file without `.rs` is named for, e.g. `google.type` for
/// `google.r#type`, and no name for `_`. The name of the file does not tell some packages, e.g. one
/// with upper-case letters. The header of their files names the package.
pub(crate) fn package_of(file_stem: &str) -> String {
    if file_stem == "_" {
        return String::new();
    }
    let parts = file_stem.split('.').map(|part| part.strip_prefix("r#").unwrap_or(part));
    parts.collect::<Vec<_>>().join(".")
}

/// Returns the FNV-1a hash with 128 bits. The hashes of std may change with a release of Rust.
fn fnv(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // http://www.isthe.com/chongo/src/fnv/test_fnv.c
        assert_eq!(fnv(b""), 0x6c62272e07bb014262b821756295c58d);
        assert_eq!(fnv(b"a"), 0xd228cb696f1a8caf78912b704e4a8964);
    }

    #[test]
    fn long_names_are_short_and_differ() {
        assert_eq!(short_file_name(&"a".repeat(251)), "a".repeat(251));
        let names: Vec<String> =
            ["b", "c"].map(|end| short_file_name(&("a".repeat(251) + end))).into();
        assert_eq!(names[0], "a".repeat(214) + "-0e098eaa8c5dff0bf5e031664285cab8");
        assert!(names[0].len() == 247 && names[1].len() == 247 && names[0] != names[1]);
        // The user chooses this file name.
        assert_eq!(short_file_name(&"é".repeat(200)).len(), 247);
    }
}
