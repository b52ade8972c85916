//! Calls to upstream's libraries and to ours have equal results.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use corpora::items::{Items, differences, flatten};
use corpora::reviewed::Reviewed;
use prost::Message as _;
use prost_types::FileDescriptorSet;

mod theirs {
    use theirs_prost_build as prost_build;
    use theirs_tonic_prost_build as tonic_prost_build;
    include!("same/uses.rs");
    include!("same/recorder.rs");
    include!("same/answers.rs");
}

mod ours {
    use ours_prost_build as prost_build;
    use ours_tonic_prost_build as tonic_prost_build;
    include!("same/uses.rs");
    include!("same/recorder.rs");
    include!("same/answers.rs");
}

/// The input of the calls.
pub struct Input {
    /// The descriptors of all fixtures.
    set: FileDescriptorSet,
    /// The folder of the topics of the fixtures.
    topics: PathBuf,
    protoc: PathBuf,
    /// An empty folder for the results.
    out: PathBuf,
}

fn input(out: &Path) -> Input {
    let fixtures = corpora::named("fixtures");
    static SET: OnceLock<FileDescriptorSet> = OnceLock::new();
    let set = SET
        .get_or_init(|| FileDescriptorSet::decode(fixtures.descriptors().set.as_slice()).unwrap())
        .clone();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(out);
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).unwrap();
    let protoc = protoc_bin_vendored::protoc_bin_path().unwrap();
    Input { set, topics: fixtures.folder(), protoc, out }
}

#[test]
fn generated_items() {
    let reviewed = Reviewed::new(include_str!("reviewed"));
    let mut problems = String::new();
    for ((name, theirs), (_, ours)) in theirs::CASES.iter().zip(ours::CASES) {
        let files = |who: &str, run: fn(&Input) -> std::io::Result<()>| {
            let input = input(&Path::new(who).join(name));
            run(&input).unwrap_or_else(|error| panic!("{name}, {who}: {error}"));
            read(&input.out)
        };
        let (theirs, ours) = (files("theirs", *theirs), files("ours", *ours));
        assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>(), "{name}");
        for (file, theirs) in &theirs {
            let ours = &ours[file];
            if !file.ends_with(".rs") {
                assert_eq!(
                    String::from_utf8_lossy(ours),
                    String::from_utf8_lossy(theirs),
                    "{name}: {file}"
                );
            } else if file == "all.rs" {
                assert_eq!(lines(ours), lines(theirs), "{name}");
            } else {
                let found = differences(&items(file, ours), &items(file, theirs));
                for difference in
                    found.iter().filter(|difference| !reviewed.has("fixtures", &difference.path))
                {
                    problems += &format!("{name}: {difference}\n");
                }
            }
        }
    }
    for path in reviewed.gone("fixtures") {
        problems += &format!("{path}\n    is in the list but does not differ\n");
    }
    assert!(problems.is_empty(), "see tests/reviewed:\n{problems}");
}

fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())
        })
        .collect()
}

fn items(name: &str, text: &[u8]) -> Items {
    let mut items = Items::new();
    flatten(name, std::str::from_utf8(text).unwrap(), &mut items).unwrap();
    items
}

/// Returns the lines of a file. The first line is left out, because it names the generator.
fn lines(text: &[u8]) -> Vec<&str> {
    std::str::from_utf8(text).unwrap().lines().skip(1).collect()
}

#[test]
fn answers() {
    assert_eq!(ours::answers(), theirs::answers());
}

#[test]
fn failures() {
    assert_eq!(
        ours::failures(&input(Path::new("failures"))),
        theirs::failures(&input(Path::new("their-failures")))
    );
}
