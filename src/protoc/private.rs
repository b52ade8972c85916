//! Folders and files that other users of the machine cannot change.
//!
//! A program is run out of them, so a user who can write to them can run code as this user. Their
//! mode is set when they are made, since the umask may allow everything (`umask 000` is common in
//! containers).

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::TempDir;

/// Makes a temporary folder of mode 0700 where the system has them.
pub(super) fn temporary() -> io::Result<TempDir> {
    temporary_in(&std::env::temp_dir(), "rust-grpc-")
}

/// Makes a temporary folder of mode 0700 in a folder.
pub(super) fn temporary_in(parent: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(parent)
}

/// Makes a folder and those above it that are missing, each of mode 0700.
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

/// The user that this process runs as.
pub(super) struct User {
    #[cfg(unix)]
    id: u32,
}

impl User {
    /// Returns the effective user: the one that owns the files that this process makes.
    pub fn current() -> Self {
        Self {
            #[cfg(unix)]
            id: rustix::process::geteuid().as_raw(),
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

    /// Returns the reason why other users can replace a folder in this folder, or `None`.
    ///
    /// They cannot in a folder with the sticky bit. A group with the user's own number is taken to
    /// have no other members.
    pub fn objection_around(&self, folder: &Path) -> io::Result<Option<&'static str>> {
        let metadata = fs::metadata(folder)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            if ![0, self.id].contains(&metadata.uid()) {
                return Ok(Some("belongs to another user"));
            }
            let others = if metadata.gid() == self.id { 0o002 } else { 0o022 };
            if metadata.mode() & others != 0 && metadata.mode() & 0o1000 == 0 {
                return Ok(Some("can be written to by other users"));
            }
        }
        let _ = metadata;
        Ok(None)
    }
}
