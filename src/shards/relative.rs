//! Paths for `include!`.

use std::path::{Component, Path, PathBuf};

/// Returns the path of the file `to` for an `include!` in the file `from`. It is relative to the
/// folder of `from`, with `/`.
pub(super) fn path(from: &Path, to: &Path) -> String {
    let (from, to) = (absolute(from), absolute(to));
    let folder: Vec<Component<'_>> = from.parent().unwrap_or(&from).components().collect();
    let target: Vec<Component<'_>> = to.components().collect();
    let shared = folder.iter().zip(&target).take_while(|(here, there)| here == there).count();
    let text = |component: &Component<'_>| component.as_os_str().to_string_lossy().into_owned();
    if shared == 0 {
        // The files are on two drives of Windows.
        return to.to_string_lossy().replace('\\', "/");
    }
    let up = folder[shared..].iter().map(|_| "..".to_owned());
    up.chain(target[shared..].iter().map(text)).collect::<Vec<_>>().join("/")
}

/// Returns the absolute path without `.` and `..`. Links are not followed, because a build system
/// may make a folder of links for a run, and another one for the compiler.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            _ => plain.push(component),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::path;

    #[test]
    fn paths_are_relative_to_the_folder_of_the_tree() {
        for (from, to, expected) in [
            ("mod.rs", "a.rs", "a.rs"),
            ("./mod.rs", "x/../a/b.rs", "a/b.rs"),
            ("out/app/lib.rs", "out/orders/rs/a.rs", "../orders/rs/a.rs"),
            ("out/app/lib.rs", "out/app/a.rs", "a.rs"),
        ] {
            assert_eq!(path(Path::new(from), Path::new(to)), expected, "{from} {to}");
        }
        let here = std::env::current_dir().unwrap();
        assert_eq!(path(Path::new("mod.rs"), &here.join("b/c.rs")), "b/c.rs");
    }
}
