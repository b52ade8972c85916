//! Two releases of real schemas.

use std::path::Path;

use crate::sandbox::Sandbox;

/// The releases 5.0.3 and 6.0.1 of google-proto-files.
#[test]
#[ignore = "needs the schemas that `scripts/fetch schemas` fetches, and takes a minute"]
fn deep_releases_of_google_proto_files() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/schemas");
    let path = |release: &str, folder: &str| {
        let path = schemas.join(release).join(folder);
        assert!(path.is_dir(), "no {}; `scripts/fetch schemas` fetches it", path.display());
        path.to_str().unwrap().to_owned()
    };
    let (old, new) = ("google-proto-files@5.0.3", "google-proto-files");
    let compare = |against: &str, now: &str, folder: &str| {
        let (against, include) = (path(against, ""), path(now, ""));
        let folder = path(now, folder);
        Sandbox::new(&[]).run(&["check", "--against", &against, "-I", &include, &folder])
    };
    for folder in ["google/cloud/aiplatform", "google/cloud/compute", "google/ads"] {
        let same = compare(new, new, folder);
        assert_eq!((same.code, same.stdout.as_str()), (0, ""), "{folder}");
        let changed = compare(old, new, folder);
        let back = compare(new, old, folder);
        let count = |text: &str, level: &str| {
            text.lines().filter(|line| line.contains(&format!(": {level}: "))).count()
        };
        let counts = |text: &str| ["error", "warning", "note"].map(|level| count(text, level));
        println!("{folder}: {:?}, back {:?}", counts(&changed.stdout), counts(&back.stdout));
        // An element that one release adds is an element that the way back removes.
        assert!(changed.stdout.contains("is new [") && back.stdout.contains("is removed ["));
        assert_eq!(back.code, 1, "{folder}");
    }
}
