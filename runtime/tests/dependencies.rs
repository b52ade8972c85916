//! The crates that a feature brings. A crate of messages compiles none for a feature that is off.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates that every program with generated messages compiles.
const MESSAGES: &str = "anyhow bytes either itertools proc-macro2 prost prost-derive prost-types \
                        quote rust-grpc syn unicode-ident";

/// Returns the crates that the runtime needs with these features and without the default ones.
fn crates(features: &str) -> BTreeSet<String> {
    let command = [
        "tree",
        "--locked",
        "--package=rust-grpc",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
        "--no-default-features",
        "--features",
        features,
    ];
    let folder = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO")).args(command).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(String::from).collect()
}

#[test]
fn features_bring_the_crates_that_they_need_and_no_others() {
    for (features, more) in [
        ("", ""),
        ("std", ""),
        ("text", "once_cell"),
        ("reflect", "once_cell"),
        ("json", "base64 itoa once_cell serde serde_core zmij"),
    ] {
        let expected = MESSAGES.split_whitespace().chain(more.split_whitespace());
        let expected: BTreeSet<_> = expected.map(String::from).collect();
        assert_eq!(crates(features), expected, "{features}");
    }
}

#[test]
fn tests_need_no_more_than_the_transport() {
    assert_eq!(crates("std,testing"), crates("std,transport"));
}

#[test]
fn blocking_clients_need_no_more_than_the_layers() {
    assert_eq!(crates("std,blocking"), crates("std,layers"));
}

#[test]
fn stubs_and_messages_bring_no_transport() {
    let transport = ["h2", "hyper", "tower"];
    let crates = crates("std,tonic,json,text,reflect");
    assert!(transport.iter().all(|name| !crates.contains(*name)), "{crates:?}");
}
