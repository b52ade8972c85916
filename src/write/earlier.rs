//! The files that earlier calls of the same build script have written. A package is one file, so a
//! second call that generates another part of the package would replace the file of the first call.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::header_sources;
use super::items::{self, Difference};
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, changes_items, drops_items};
use crate::{Output, cargo};

/// The texts that this process has written, by path.
static WRITTEN: LazyLock<Mutex<HashMap<PathBuf, String>>> = LazyLock::new(Mutex::default);

/// The files of earlier calls, locked: no other thread reads or adds files.
///
/// A call holds the lock from the merge until its files are written and remembered. Without the
/// lock, two threads that write one file would both find no earlier file. The second thread would
/// then drop the items of the first.
pub(crate) struct Earlier(MutexGuard<'static, HashMap<PathBuf, String>>);

/// Waits until no other thread writes files, and returns those of earlier calls.
pub(crate) fn lock() -> Earlier {
    Earlier(WRITTEN.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Earlier {
    /// Merges files that are about to be written with the files of earlier calls, and returns
    /// warnings.
    ///
    /// If the earlier file has all items of the new file, and more, the earlier file stays. Two
    /// calls can generate one package, because imports are generated too.
    ///
    /// # Errors
    /// Returns an error if a file would lose an item.
    pub fn merge(&self, folder: &Path, output: &mut Output) -> Result<Diagnostics, Diagnostics> {
        let mut found = Diagnostics::default();
        for file in &mut output.files {
            let Some(first) = self.0.get(&key(&folder.join(&file.name))) else { continue };
            let Some(Difference { lost, new, changed }) = items::compare(first, &file.content)
            else {
                continue;
            };
            if !lost.is_empty() && new.is_empty() && changed.is_empty() {
                file.content.clone_from(first);
            } else if !lost.is_empty() {
                found.push(drops_items(
                    &file.name,
                    &lost,
                    &header_sources::union(first, &file.content),
                ));
            } else if !changed.is_empty() {
                found.push(changes_items(&file.name, &changed));
            }
        }
        found.checkpoint()?;
        Ok(found)
    }

    /// Remembers the files that have been written.
    pub fn remember(&mut self, folder: &Path, output: &Output) {
        for file in &output.files {
            self.replace(&folder.join(&file.name), &file.content);
        }
    }

    /// Whether a call has written the file.
    pub fn has(&self, path: &Path) -> bool {
        self.0.contains_key(&key(path))
    }

    fn replace(&mut self, path: &Path, text: &str) -> Option<String> {
        self.0.insert(key(path), text.to_owned())
    }
}

/// Remembers a text that replaces the content of a file, which prost-build does too. Returns a
/// warning if the text lacks an item that an earlier call of this process has written.
///
/// Hidden, because only the packages with prost-build's API use it.
#[doc(hidden)]
pub fn replaced(file: &Path, text: &str) -> Option<Diagnostic> {
    if cargo::in_build_script() { dropped(file, text) } else { None }
}

fn dropped(file: &Path, text: &str) -> Option<Diagnostic> {
    let first = lock().replace(file, text)?;
    let Difference { lost, .. } = items::compare(&first, text)?;
    let name = file.file_name()?.to_string_lossy();
    let warning = |lost: &[String]| Diagnostic {
        severity: Severity::Warning,
        ..drops_items(&name, lost, &header_sources::union(&first, text))
    };
    (!lost.is_empty()).then(|| warning(&lost))
}

/// Returns a path that is equal for all spellings of the path of one file.
fn key(path: &Path) -> PathBuf {
    let parts = path.parent().zip(path.file_name());
    let canonical = parts.and_then(|(folder, name)| Some(folder.canonicalize().ok()?.join(name)));
    canonical.unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OutputFile;

    fn output(proto: &str, items: &str) -> Output {
        let content =
            format!("// Code generated\n// @generated from {proto} (proto3)\n\n{items}\n");
        let file = OutputFile { name: "hello.rs".into(), package: Some("hello".into()), content };
        Output { files: vec![file], ..Output::default() }
    }

    /// Runs two calls. Returns the diagnostics of the second call, and the text that it writes.
    fn second(first: &str, second: &str) -> (String, String) {
        let folder = tempfile::tempdir().unwrap();
        let mut output_1 = output("a.proto", first);
        let mut earlier = lock();
        assert!(earlier.merge(folder.path(), &mut output_1).unwrap().is_empty());
        earlier.remember(folder.path(), &output_1);
        let mut output_2 = output("b.proto", second);
        let said = match earlier.merge(folder.path(), &mut output_2) {
            Ok(warnings) => warnings.to_string(),
            Err(errors) => format!("error: {errors}"),
        };
        (said, output_2.files.remove(0).content)
    }

    #[test]
    fn equal_items_merge_and_lost_ones_are_errors() {
        for (first, then, written) in [
            ("struct A;", "struct A;", "a"),
            ("struct A;", "struct A; struct B;", "b"),
            ("struct A; struct B;", "struct B;", "a"),
        ] {
            let (said, content) = second(first, then);
            assert_eq!(said, "", "{first} {then}");
            let expected =
                if written == "a" && first != then { "from a.proto" } else { "from b.proto" };
            assert!(content.contains(expected), "{content}");
        }
        assert_eq!(
            second("struct A; struct B;", "struct B; struct C;").0,
            "error: this call drops `A` from `hello.rs`, which an earlier call in this build \
             script has written\n  \
             help: make one call with all files: `a.proto`, `b.proto`; or give each call an \
             `out_dir` of its own"
        );
        assert_eq!(
            second("struct A { a: u8 }", "struct A { a: u16 } struct B;").0,
            "this call writes `A` into `hello.rs` differently than an earlier call in this build \
             script\n  \
             help: give both calls the same options, or give each call an `out_dir` of its own"
        );
    }

    /// Options add implementations to types that stay as they are.
    #[test]
    fn implementations_merge_as_items_do() {
        let [debug, named] = ["impl Debug for A {}", "const _: () = { impl Name for A {} };"];
        let (both, neither) = (format!("struct A; {debug} {named}"), "struct A;".to_owned());
        for (first, then) in [(&both, &neither), (&neither, &both)] {
            let (said, content) = second(first, then);
            assert!(
                said.is_empty() && content.ends_with(&format!("\n\n{both}\n")),
                "{said}\n{content}"
            );
        }
        let help = "give both calls the same options, or give each call an `out_dir` of its own";
        let drops = |item: &str| {
            format!(
                "error: this call drops `{item}` from `hello.rs`, which an earlier call in this \
                 build script has written\n  help: "
            )
        };
        let said = second(&format!("struct A; {debug}"), &format!("struct A; {named}")).0;
        assert_eq!(said, drops("impl Debug for A") + help);
        // The second call has another file of the package, and one more option.
        let said =
            second("struct A; struct B; impl Debug for B {}", &format!("struct A; {named}")).0;
        assert!(said.starts_with(&drops("B")) && said.contains("`a.proto`, `b.proto`"), "{said}");
        let said = second("impl Debug for A { fn a() {} }", "impl Debug for A { fn b() {} }").0;
        let changes = "this call writes `impl Debug for A` into `hello.rs` differently than an \
                       earlier call in this build script\n  help: ";
        assert_eq!(said, changes.to_owned() + help);
    }

    #[test]
    fn threads_wait_for_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let call = |items| {
            let mut output = output("a.proto", items);
            let mut earlier = lock();
            let merged = earlier.merge(folder.path(), &mut output);
            // The other thread gets the time to merge too.
            std::thread::sleep(std::time::Duration::from_millis(50));
            earlier.remember(folder.path(), &output);
            merged
        };
        let merged = std::thread::scope(|scope| {
            let threads = ["struct A;", "struct B;"].map(|items| scope.spawn(move || call(items)));
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(merged.iter().filter(|merged| merged.is_err()).count(), 1, "{merged:?}");
    }

    #[test]
    fn a_replaced_file_is_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hello.rs");
        assert_eq!(dropped(&file, "struct A;"), None);
        assert_eq!(dropped(&file, "struct A;"), None);
        let warning = dropped(&file, "struct B;").unwrap();
        assert_eq!(warning.severity, Severity::Warning);
        assert!(warning.message.starts_with("this call drops `A` from `hello.rs`"), "{warning}");
    }
}
