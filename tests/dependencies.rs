//! The crates that users compile, counted by Cargo, against the tables of docs/packages.md.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Returns the names of the crates that Cargo compiles for a package, with the package itself, on
/// Linux on x86-64.
fn crates(package: &str, features: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package, "--edges=normal,build"])
        .args(["--prefix=none", "--format={p}", "--target=x86_64-unknown-linux-gnu"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(String::from).collect()
}

/// Build scripts of users compile the library with its default features. None of the programs of
/// this repository may add to it.
#[test]
fn the_library_needs_few_crates() {
    let crates = crates("rust-grpc-build", &[]);
    let expected = "anyhow bitflags bytes cfg-if either fastrand getrandom heck itertools lexopt \
                    libc linux-raw-sys once_cell proc-macro2 prost prost-derive prost-types \
                    protoc-bin-vendored-linux-x86_64 quote rust-grpc rust-grpc-build rustix syn \
                    tempfile unicode-ident";
    assert_eq!(crates, expected.split_whitespace().map(String::from).collect());
}

#[test]
fn the_page_has_the_counts() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packages.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut rows = 0;
    for line in page.lines() {
        // A row is, e.g. "| `rust-grpc` | `tonic`, without the default ones | 35 |".
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", package, features, count, ""] = cells[..] else { continue };
        let (Some(package), Ok(count)) = (
            package.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')),
            count.parse::<usize>(),
        ) else {
            continue;
        };
        let given: Vec<&str> = features.split('`').skip(1).step_by(2).collect();
        let list = format!("--features={}", given.join(","));
        let mut arguments = vec![list.as_str()];
        if features.contains("without") {
            arguments.push("--no-default-features");
        }
        let found = crates(package, &arguments);
        assert_eq!(found.len(), count, "docs/packages.md: {line}\n{found:?}");
        rows += 1;
    }
    assert!(rows >= 10, "docs/packages.md has {rows} rows of crates");
}
