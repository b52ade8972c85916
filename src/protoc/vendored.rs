//! The protoc inside, unpacked once into the user's cache folder.
//!
//! Each release has its own folder, named for version and content. The files are written to a
//! folder with a temporary name, which is then renamed. So a folder with the final name is
//! complete, even if many processes start at once.
//!
//! The program in that folder is run, so the folder is used only if no other user can change it or
//! replace a folder around it. Otherwise each run unpacks into a temporary folder, and a warning
//! says why.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

use super::private::{self, User};
use crate::diagnostics::{Diagnostic, cache_is_not_used, cannot_unpack_protoc};

mod sweep;

/// The files that build.rs embeds.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/vendored_protoc.rs"));
}
use embedded::{INCLUDES, PROTOC, STAMP, VERSION};

/// The unpacked files.
pub(super) struct Unpacked {
    folder: PathBuf,
    /// The warning that says why the cache folder is not used.
    pub warning: Option<Diagnostic>,
    /// The temporary folder with the files, if the cache folder is not used. Dropping it deletes
    /// the files.
    _temporary: Option<TempDir>,
}

impl Unpacked {
    /// Returns the path of the program, if there is one for this machine.
    pub fn protoc(&self) -> Option<PathBuf> {
        PROTOC.map(|_| self.folder.join(protoc_name()))
    }

    /// Returns the folder that contains `google/protobuf/*.proto`.
    pub fn include(&self) -> PathBuf {
        self.folder.join("include")
    }
}

/// Whether there is a program for this machine.
pub(super) fn has_protoc() -> bool {
    PROTOC.is_some()
}

/// Unpacks the files unless they are unpacked already. Returns `None` if nothing is embedded.
///
/// # Errors
/// Returns an error if the files can be unpacked neither into the cache folder nor into a temporary
/// one.
pub(super) fn unpack() -> Result<Option<Unpacked>, Diagnostic> {
    if INCLUDES.is_empty() {
        return Ok(None);
    }
    let user = User::current();
    let mut warning = None;
    if let Some(cache) = cache_folder() {
        match unpack_into_cache(&cache, &user) {
            Ok(Ok(folder)) => {
                return Ok(Some(Unpacked { folder, warning: None, _temporary: None }));
            }
            Ok(Err(objection)) => warning = Some(objection),
            // The cache folder cannot be written to, e.g. in a sandbox. A temporary folder takes
            // its place.
            Err(_) => {}
        }
    }
    let temporary = private::temporary()?;
    let folder = unpack_into(temporary.path(), &user)
        .map_err(|error| cannot_unpack_protoc(&error.to_string()))?;
    Ok(Some(Unpacked { folder, warning, _temporary: Some(temporary) }))
}

/// Unpacks into our folder in the user's cache folder. Returns a warning with the reason if that is
/// not safe.
fn unpack_into_cache(cache: &Path, user: &User) -> io::Result<Result<PathBuf, Diagnostic>> {
    private::create_all(cache)?;
    // Links are resolved once. A user who changes a link later does not change the path in use.
    let canonical = private::canonical(cache)?;
    if let Some(objection) = user.objection_around(&canonical)? {
        return Ok(Err(cache_is_not_used(cache, &objection.reason(&canonical))));
    }
    let ours = canonical.join("rust-grpc");
    private::create_all(&ours)?;
    // Older releases made the folder with the mode of the umask, e.g. 0775. `is_complete` finds
    // files that other users have put into it.
    user.close(&ours);
    if let Some(why) = user.objection(&fs::symlink_metadata(&ours)?) {
        return Ok(Err(cache_is_not_used(&cache.join("rust-grpc"), &format!("it {why}"))));
    }
    sweep::sweep(&ours);
    unpack_into(&ours, user).map(Ok)
}

fn unpack_into(parent: &Path, user: &User) -> io::Result<PathBuf> {
    let folder = parent.join(format!("protoc-{VERSION}-{STAMP}"));
    if is_complete(&folder, user) {
        return Ok(folder);
    }
    let new = private::temporary_in(parent, sweep::NEW)?;
    fill(new.path())?;
    if fs::rename(new.path(), &folder).is_err() && !is_complete(&folder, user) {
        // A folder of this name exists. It is damaged, or another process has just made it.
        let old = private::temporary_in(parent, sweep::OLD)?;
        fs::rename(&folder, old.path().join("protoc"))?;
        fs::rename(new.path(), &folder)?;
    }
    Ok(folder)
}

fn fill(folder: &Path) -> io::Result<()> {
    for (name, content) in contents() {
        let path = folder.join(&name);
        private::create_all(path.parent().unwrap_or(folder))?;
        private::write_new(&path, content, name == protoc_name())?;
    }
    Ok(())
}

/// Returns the content of every file by its name in the folder, e.g.
/// `include/google/protobuf/any.proto`.
fn contents() -> HashMap<String, &'static [u8]> {
    let includes = INCLUDES.iter().map(|(name, text)| (format!("include/{name}"), text.as_bytes()));
    includes.chain(PROTOC.map(|bytes| (protoc_name(), bytes))).collect()
}

/// Whether the folder has every file, byte for byte, and nothing else, and no other user can change
/// any of it. The program is about to be run, and the comparison takes a few milliseconds.
fn is_complete(folder: &Path, user: &User) -> bool {
    let mut missing = contents();
    has_only(folder, "", user, &mut missing).is_ok_and(|has_only| has_only) && missing.is_empty()
}

/// Removes the files of a folder from `missing`. Returns `true` if every file in the folder was in
/// `missing`, byte for byte, and no other user can change any.
fn has_only(
    folder: &Path,
    name: &str,
    user: &User,
    missing: &mut HashMap<String, &[u8]>,
) -> io::Result<bool> {
    let metadata = fs::symlink_metadata(folder)?;
    if user.objection(&metadata).is_some() {
        return Ok(false);
    }
    if !metadata.is_dir() {
        let expected =
            missing.remove(name).filter(|content| metadata.len() == content.len() as u64);
        return Ok(match expected {
            Some(content) => fs::read(folder)? == content,
            None => false,
        });
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?.file_name();
        let Some(entry) = entry.to_str() else { return Ok(false) };
        let inner = if name.is_empty() { entry.to_owned() } else { format!("{name}/{entry}") };
        if !has_only(&folder.join(entry), &inner, user, missing)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn protoc_name() -> String {
    format!("protoc{}", env::consts::EXE_SUFFIX)
}

/// Returns the folder for files that can be made again, e.g. `~/.cache`.
fn cache_folder() -> Option<PathBuf> {
    let var = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return var("LOCALAPPDATA");
    }
    let own = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    var("XDG_CACHE_HOME").or_else(|| var("HOME").map(|home| home.join(own)))
}

#[cfg(all(test, feature = "vendored-protoc"))]
mod tests {
    use super::*;

    #[test]
    fn many_processes_and_a_damaged_folder() {
        let cache = TempDir::new().unwrap();
        let user = User::current();
        let unpack = || unpack_into(cache.path(), &user).unwrap();
        let folders: Vec<PathBuf> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(unpack)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let folder = &folders[0];
        assert!(folders.iter().all(|other| other == folder) && is_complete(folder, &user));
        let damaged = [
            ("include/google/protobuf/any.proto", "damaged"),
            ("include/google/protobuf/mine.proto", "syntax = 'proto3';"),
            ("include/mine.proto", ""),
            ("more", ""),
        ];
        for (name, text) in damaged {
            fs::write(folder.join(name), text).unwrap();
            assert!(!is_complete(folder, &user), "{name}");
            assert!(is_complete(&unpack(), &user), "{name}");
        }
        fs::remove_file(folder.join("include/google/protobuf/any.proto")).unwrap();
        assert!(is_complete(&unpack(), &user));
        let left: Vec<_> = fs::read_dir(cache.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
