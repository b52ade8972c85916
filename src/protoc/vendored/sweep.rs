//! Removes folders that a killed run has left in the cache.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// The prefix of a folder that is being filled. The crate tempfile appends six letters or digits.
pub(super) const NEW: &str = ".new-";

/// The prefix of a folder that holds a damaged one until it is deleted.
pub(super) const OLD: &str = ".old-";

/// The age at which a folder is deleted. No process needs a folder for that long.
const AGE: Duration = Duration::from_secs(60 * 60);

/// Removes the folders with these prefixes that are older than an hour. If one cannot be removed, a
/// later run tries again.
pub(super) fn sweep(cache: &Path) {
    let Ok(entries) = fs::read_dir(cache) else { return };
    for entry in entries.filter_map(Result::ok) {
        let is_ours = entry.file_name().to_str().is_some_and(is_ours);
        // The metadata of the entry itself, not of a link's target.
        let Some(metadata) = entry.metadata().ok().filter(|metadata| is_ours && metadata.is_dir())
        else {
            continue;
        };
        let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
        if age.is_some_and(|age| age > AGE) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a name has one of the prefixes, and the letters that tempfile appends.
fn is_ours(name: &str) -> bool {
    let rest = name.strip_prefix(NEW).or_else(|| name.strip_prefix(OLD));
    rest.is_some_and(|rest| {
        rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

// Windows cannot set the time of a folder this way.
#[cfg(all(test, unix))]
mod tests {
    use std::fs::File;
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn only_our_old_folders_are_removed() {
        let cache = tempfile::tempdir().unwrap();
        let hours_ago = |hours: u64| SystemTime::now() - Duration::from_secs(60 * 60 * hours);
        for (name, hours) in [
            (".new-Abc123", 2),
            (".old-zzzzzz", 2),
            (".new-young0", 0),
            (".new-Abc1234", 2),
            (".new-abc", 2),
            (".new-abc.ef", 2),
            ("new-Abc123", 2),
            ("protoc-1.0-0123456789abcdef", 2),
        ] {
            let folder = cache.path().join(name);
            fs::create_dir_all(folder.join("inner")).unwrap();
            fs::write(folder.join("inner/file"), "").unwrap();
            File::open(&folder).unwrap().set_modified(hours_ago(hours)).unwrap();
        }
        let file = File::create(cache.path().join(".new-afile0")).unwrap();
        file.set_modified(hours_ago(2)).unwrap();
        sweep(cache.path());
        let mut left: Vec<_> =
            fs::read_dir(cache.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        let kept = [
            ".new-Abc1234",
            ".new-abc",
            ".new-abc.ef",
            ".new-afile0",
            ".new-young0",
            "new-Abc123",
            "protoc-1.0-0123456789abcdef",
        ];
        assert_eq!(left, kept);
    }
}
