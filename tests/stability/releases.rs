//! Two releases of real schemas.

use std::path::Path;

use crate::buf;
use crate::sandbox::{Sandbox, vendored_protoc};

/// Folders of google-proto-files that change between the releases, and the number of findings of
/// buf's category `WIRE`.
const FOLDERS: &[(&str, usize)] = &[
    ("google/ads/admanager", 1),
    ("google/ads/searchads360", 11),
    ("google/cloud/oracledatabase", 0),
    ("google/iam/v3", 0),
    ("google/maps/weather", 6),
];

/// The releases 5.0.3 and 6.0.1 of google-proto-files. Each finding of buf has a report.
#[test]
#[ignore = "needs buf and the schemas, which `scripts/fetch` fetches, and takes a minute"]
fn deep_releases_of_google_proto_files() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/schemas");
    let (old, new) = (schemas.join("google-proto-files@5.0.3"), schemas.join("google-proto-files"));
    let sandbox = Sandbox::new(&[]);
    let check = |folder: &str, old: &Path, new: &Path| {
        let [old, include, folder] = [old, new, &new.join(folder)].map(|path| {
            assert!(path.is_dir(), "no {}; `scripts/fetch schemas` fetches it", path.display());
            path.to_str().unwrap().to_owned()
        });
        sandbox.run(&["check", "--against", &old, "-I", &include, &folder])
    };
    for (folder, expected) in FOLDERS {
        let same = check(folder, &new, &new);
        assert_eq!((same.code, same.stdout.as_str()), (0, ""), "{folder}");
        let changed = check(folder, &old, &new);
        let levels = ["error", "warning", "note"].map(|level| {
            changed.stdout.lines().filter(|line| line.contains(&format!(": {level}: "))).count()
        });
        let breaks = changed.stdout.lines().filter_map(|line| line.strip_prefix("  breaks: "));
        let wire = breaks.filter(|it| it.split(", ").any(|word| word == "wire")).count();
        for (name, release) in [("old", &old), ("new", &new)] {
            let set = sandbox.path(&format!("{name}.binpb"));
            let files = protos(&release.join(folder));
            let mut protoc = sandbox.command(vendored_protoc());
            protoc.args(["--include_imports", "--include_source_info", "-I"]).arg(release);
            protoc.arg("--descriptor_set_out").arg(set).args(files);
            let output = protoc.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let found = buf::findings(&sandbox, "new.binpb", "old.binpb").len();
        println!(
            "{folder}: {levels:?} errors, warnings, notes; {wire} on the wire, {found} by buf"
        );
        assert_eq!(found, *expected, "{folder}");
        assert!(levels.iter().sum::<usize>() > 0, "{folder}");
        assert_eq!(changed.code, i32::from(levels[0] > 0), "{folder}");
        assert!(wire >= found, "{folder}: {}", changed.stdout);
    }
}

/// Returns the .proto files below a folder.
fn protos(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(protos(&path));
        } else if path.extension().is_some_and(|end| end == "proto") {
            found.push(path);
        }
    }
    found
}
