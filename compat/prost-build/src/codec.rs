//! The default codec.

use std::env;
use std::path::Path;

use rust_grpc_build::Codec;

/// Returns prost's derive, or our codec if the feature `inline` is on and the package has
/// rust-grpc. Cargo unites the features that all packages of a tree ask for, so the feature alone
/// is not enough: generated code must not name a crate that its package does not depend on.
pub(crate) fn default() -> Codec {
    let package = env::var_os("CARGO_MANIFEST_DIR");
    let has_runtime = package.is_none_or(|folder| {
        std::fs::read_to_string(Path::new(&folder).join("Cargo.toml"))
            .is_ok_and(|manifest| depends_on_runtime(&manifest))
    });
    if cfg!(feature = "inline") && has_runtime { Codec::Inline } else { Codec::Prost }
}

/// Whether rust-grpc is among the dependencies of a manifest. The manifest is read line by line,
/// without a TOML parser.
fn depends_on_runtime(manifest: &str) -> bool {
    const NAMES: [&str; 2] = ["rust-grpc", "rust_grpc"];
    let mut in_dependencies = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(table) = line.strip_prefix('[').and_then(|line| line.split(']').next()) {
            let (parent, name) = table.trim().rsplit_once('.').unwrap_or(("", table));
            let named = NAMES.contains(&name.trim().trim_matches('"'));
            if named && is_dependencies(parent) {
                return true;
            }
            in_dependencies = is_dependencies(table);
        } else if in_dependencies {
            let key = line.split(['=', '.']).next().unwrap_or_default();
            if NAMES.contains(&key.trim().trim_matches('"')) {
                return true;
            }
        }
    }
    false
}

/// Whether a table has normal dependencies. Generated code does not see the dependencies of build
/// scripts and tests.
fn is_dependencies(table: &str) -> bool {
    table.trim().rsplit('.').next() == Some("dependencies")
        && !table.trim().starts_with("workspace")
}

#[cfg(test)]
mod tests {
    use super::depends_on_runtime;

    #[test]
    fn the_runtime_among_the_dependencies() {
        for (manifest, expected) in [
            ("[dependencies]\nprost = '0.14'\nrust-grpc = '0.1'", true),
            ("[dependencies]\nrust-grpc.workspace = true", true),
            ("[dependencies.rust-grpc]\nversion = '0.1'", true),
            ("[target.'cfg(unix)'.dependencies]\n\"rust-grpc\" = '0.1'", true),
            ("[dependencies]\n# rust-grpc\nrust-grpc-x = '1'\nrust-grpc2 = '1'", false),
            ("[build-dependencies]\nrust-grpc = '0.1'", false),
            ("[workspace.dependencies]\nrust-grpc = '0.1'", false),
            ("[package]\nname = 'rust-grpc'\n[dependencies]\n[features]\nrust-grpc = []", false),
        ] {
            assert_eq!(depends_on_runtime(manifest), expected, "{manifest}");
        }
    }
}
