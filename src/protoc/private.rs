//! Folders and files that other users of the machine cannot change.
//!
//! Programs in these folders are run, so a user who can write to them can run code as this user.
//! Each mode is set when the folder or file is made, since the umask may allow everything (`umask
//! 000` is common in containers).

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::diagnostics::{Diagnostic, cannot_make_temporary, temporary_is_not_safe};

/// Makes a folder of mode 0700 in the system's temporary folder.
///
/// # Errors
/// Returns an error if the folder cannot be made, or if another user could replace it, e.g. because
/// TMPDIR names a shared folder without the sticky bit.
pub(super) fn temporary() -> Result<TempDir, Diagnostic> {
    let parent = std::env::temp_dir();
    let failed = |error: io::Error| cannot_make_temporary(&parent, &error);
    let canonical = canonical(&parent).map_err(failed)?;
    if let Some(objection) = User::current().objection_around(&canonical).map_err(failed)? {
        return Err(temporary_is_not_safe(&parent, &objection.reason(&canonical)));
    }
    temporary_in(&canonical, "rust-grpc-").map_err(failed)
}

/// Makes a temporary folder of mode 0700 in a folder.
pub(super) fn temporary_in(parent: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}

/// Makes a folder and its missing parents, each of mode 0700.
pub(super) fn create_all(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a new file of mode 0600, or 0700 for a program.
pub(super) fn write_new(path: &Path, content: &[u8], is_program: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if is_program { 0o700 } else { 0o600 });
    let _ = is_program;
    options.open(path)?.write_all(content)
}

/// A folder and the reason why another user can replace something in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Objection {
    /// The folder, with all links resolved.
    pub folder: PathBuf,
    /// The end of a sentence that begins with the folder's name, e.g. "is a link".
    pub why: &'static str,
}

impl Objection {
    /// Returns a clause that follows the name of a folder, e.g. "it is a link". If the objection is
    /// to a parent, the clause names that parent.
    pub fn reason(&self, folder: &Path) -> String {
        if self.folder == folder {
            format!("it {}", self.why)
        } else {
            format!("`{}` {}", self.folder.display(), self.why)
        }
    }
}

/// Returns the path of a folder with all links resolved. On Windows the path is returned as it is.
/// No folder is checked there, and protoc does not understand a canonical path, which begins with
/// `\\?\`.
pub(super) fn canonical(folder: &Path) -> io::Result<PathBuf> {
    if cfg!(unix) { folder.canonicalize() } else { Ok(folder.to_owned()) }
}

/// The user that this process runs as.
pub(super) struct User {
    #[cfg(unix)]
    id: u32,
    /// The owner that the files of users outside of a user namespace seem to have.
    #[cfg(unix)]
    outside: Option<u32>,
}

impl User {
    /// Returns the effective user: the one that owns the files that this process makes.
    pub fn current() -> Self {
        Self {
            #[cfg(unix)]
            id: rustix::process::geteuid().as_raw(),
            #[cfg(unix)]
            outside: owner_outside(),
        }
    }

    /// Returns the reason why other users can change a file or folder itself, or `None`.
    pub fn objection(&self, metadata: &Metadata) -> Option<&'static str> {
        if metadata.is_symlink() {
            return Some("is a link");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            if metadata.uid() != self.id {
                return Some("belongs to another user");
            }
            if metadata.mode() & 0o022 != 0 {
                return Some("can be written to by other users");
            }
        }
        None
    }

    /// Removes the permission of all others to write to a folder of this user. Links, and folders
    /// of other users, are left alone.
    ///
    /// Errors of the system are ignored: the caller asks for an objection next.
    pub fn close(&self, folder: &Path) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
            let Ok(metadata) = fs::symlink_metadata(folder) else { return };
            if metadata.is_dir() && metadata.uid() == self.id && metadata.mode() & 0o022 != 0 {
                let mode = metadata.mode() & 0o7777 & !0o022;
                let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode));
            }
        }
        let _ = folder;
    }

    /// Returns the first folder on the way to `folder` in which another user can replace the next
    /// folder. `folder` itself is checked too. Returns `None` if there is no such folder. A link is
    /// an objection, so `folder` must be canonical.
    ///
    /// The walk begins at the root. So no other user can replace a folder that has passed.
    pub fn objection_around(&self, folder: &Path) -> io::Result<Option<Objection>> {
        let ancestors: Vec<&Path> =
            if cfg!(unix) { folder.ancestors().collect() } else { Vec::new() };
        for folder in ancestors.into_iter().rev() {
            if let Some(why) = self.objection_in(&fs::symlink_metadata(folder)?) {
                return Ok(Some(Objection { folder: folder.to_owned(), why }));
            }
        }
        Ok(None)
    }

    /// Returns the reason why another user can replace an entry of a folder, or `None`.
    ///
    /// If a folder has the sticky bit, e.g. `/tmp`, only the owner of an entry can replace it, and
    /// the caller checks that owner. A group with the number of the user is taken to have no other
    /// members.
    fn objection_in(&self, metadata: &Metadata) -> Option<&'static str> {
        if metadata.is_symlink() {
            return Some("is a link");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            if !self.trusts(metadata.uid()) {
                return Some("belongs to another user");
            }
            let others = if metadata.gid() == self.id || is_of_android(metadata.gid()) {
                0o002
            } else {
                0o022
            };
            if metadata.mode() & others != 0 && metadata.mode() & 0o1000 == 0 {
                return Some("can be written to by other users");
            }
        }
        None
    }

    /// Whether a user may own a parent of our folder. This user and root may.
    #[cfg(unix)]
    fn trusts(&self, owner: u32) -> bool {
        owner == 0 || owner == self.id || Some(owner) == self.outside || is_of_android(owner)
    }
}

/// Whether a user or group belongs to Android itself, which owns `/data`. Apps have other numbers.
#[cfg(unix)]
fn is_of_android(id: u32) -> bool {
    cfg!(target_os = "android") && id < 10_000
}

/// Returns the owner that the files of root seem to have in a user namespace without root, e.g. in
/// bubblewrap. Returns `None` if every user has a number in the namespace.
#[cfg(unix)]
fn owner_outside() -> Option<u32> {
    // Only Linux has these files. Each line of `uid_map` is a range of numbers in the namespace.
    let map = fs::read_to_string("/proc/self/uid_map").ok()?;
    if map.split_whitespace().eq(["0", "0", "4294967295"]) {
        return None;
    }
    fs::read_to_string("/proc/sys/kernel/overflowuid").ok()?.trim().parse().ok()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn every_parent_folder_is_checked() {
        let top = tempfile::tempdir().unwrap();
        let top = top.path().canonicalize().unwrap();
        let cache = top.join("home/cache");
        create_all(&cache).unwrap();
        let user = User::current();
        let found = |folder: &Path| {
            user.objection_around(folder)
                .unwrap()
                .map(|objection| (objection.folder, objection.why))
        };
        for name in ["home/cache", "home", ""] {
            let folder = top.join(name);
            for (mode, is_safe) in
                [(0o777, false), (0o702, false), (0o1777, true), (0o755, true), (0o700, true)]
            {
                fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
                let expected =
                    (!is_safe).then(|| (folder.clone(), "can be written to by other users"));
                assert_eq!(found(&cache), expected, "{mode:o} {name}");
            }
        }
        symlink("home", top.join("link")).unwrap();
        assert_eq!(found(&top.join("link/cache")), Some((top.join("link"), "is a link")));
        let stranger = User { id: user.id.wrapping_add(1), outside: None };
        if user.id != 0 {
            assert_eq!(
                stranger.objection_around(&cache).unwrap().unwrap().why,
                "belongs to another user"
            );
        }
        let in_namespace = User { outside: Some(user.id), ..stranger };
        assert_eq!(in_namespace.objection_around(&cache).unwrap(), None);
    }
}
