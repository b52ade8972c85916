//! The protoc inside, and how it gets out: once, into the user's cache folder.
//!
//! Each release has a folder of its own, named for version and content. It is filled under another name and renamed
//! when it is complete, so whoever finds it finds all of it, however many processes begin at once.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

/// What our build script embeds.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/vendored_protoc.rs"));
}
use embedded::{INCLUDES, PROTOC, STAMP, VERSION};

/// The unpacked files.
pub(super) struct Unpacked {
    folder: PathBuf,
    /// If there is no cache folder, the files live as long as this.
    _temporary: Option<TempDir>,
}

impl Unpacked {
    /// The program, if there is one for this kind of machine.
    pub fn protoc(&self) -> Option<PathBuf> {
        PROTOC.map(|_| self.folder.join(protoc_name()))
    }

    /// The folder with `google/protobuf/*.proto`.
    pub fn include(&self) -> PathBuf {
        self.folder.join("include")
    }
}

/// Whether there is a program for this kind of machine.
pub(super) fn has_protoc() -> bool {
    PROTOC.is_some()
}

/// `None` if nothing is embedded.
pub(super) fn unpack() -> io::Result<Option<Unpacked>> {
    if INCLUDES.is_empty() {
        return Ok(None);
    }
    if let Some(cache) = cache_folder()
        && let Ok(folder) = unpack_into(&cache.join("rust-grpc"))
    {
        return Ok(Some(Unpacked { folder, _temporary: None }));
    }
    // No cache folder, or none that can be written to.
    let temporary = TempDir::with_prefix("rust-grpc-")?;
    let folder = unpack_into(temporary.path())?;
    Ok(Some(Unpacked { folder, _temporary: Some(temporary) }))
}

fn unpack_into(parent: &Path) -> io::Result<PathBuf> {
    let folder = parent.join(format!("protoc-{VERSION}-{STAMP}"));
    if is_complete(&folder) {
        return Ok(folder);
    }
    fs::create_dir_all(parent)?;
    let new = tempfile::Builder::new().prefix(".new-").tempdir_in(parent)?;
    fill(new.path())?;
    if fs::rename(new.path(), &folder).is_err() && !is_complete(&folder) {
        // Something else has the name: a folder that is damaged, or one that another process has just put there.
        let old = tempfile::Builder::new().prefix(".old-").tempdir_in(parent)?;
        fs::rename(&folder, old.path().join("protoc"))?;
        fs::rename(new.path(), &folder)?;
    }
    Ok(folder)
}

fn fill(folder: &Path) -> io::Result<()> {
    // The temporary folder is the user's alone; so it stays.
    for (name, text) in INCLUDES {
        let path = folder.join("include").join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    if let Some(bytes) = PROTOC {
        let path = folder.join(protoc_name());
        fs::write(&path, bytes)?;
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    }
    Ok(())
}

/// Byte for byte: it is about to be run, and comparing takes a few milliseconds.
fn is_complete(folder: &Path) -> bool {
    let is = |path: PathBuf, content: &[u8]| {
        fs::metadata(&path).is_ok_and(|m| m.len() == content.len() as u64) && fs::read(&path).is_ok_and(|bytes| bytes == content)
    };
    INCLUDES.iter().all(|(name, text)| is(folder.join("include").join(name), text.as_bytes()))
        && PROTOC.is_none_or(|bytes| is(folder.join(protoc_name()), bytes))
}

fn protoc_name() -> String {
    format!("protoc{}", env::consts::EXE_SUFFIX)
}

/// Where this system keeps what can be made again.
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
    fn many_at_once_and_a_damaged_one() {
        let cache = TempDir::new().unwrap();
        let unpack = || unpack_into(cache.path()).unwrap();
        let folders: Vec<PathBuf> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(unpack)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let folder = &folders[0];
        assert!(folders.iter().all(|other| other == folder) && is_complete(folder));
        fs::write(folder.join("include/google/protobuf/any.proto"), "damaged").unwrap();
        assert!(!is_complete(folder));
        assert!(is_complete(&unpack()));
        let left: Vec<_> = fs::read_dir(cache.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
