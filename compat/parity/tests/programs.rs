//! Real programs that use tonic-prost-build. Each crate comes from the registry. One line of its
//! Cargo.toml is changed, and its build.rs is not. The crates must build and pass the tests that
//! need no server.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The crates under test.
const PROGRAMS: &[&str] = &["cln-grpc", "containerd-client", "etcd-client", "k8s-cri"];

#[test]
#[ignore = "needs real programs: scripts/fetch programs"]
fn deep_programs_with_prosts_codec() {
    let programs = Programs::new("prost");
    for name in PROGRAMS {
        programs.switch(name, "");
    }
    programs.pass();
}

#[test]
#[ignore = "needs real programs: scripts/fetch programs"]
fn deep_programs_with_our_codec() {
    let programs = Programs::new("inline");
    for name in PROGRAMS {
        programs.switch(name, "features = [\"inline\"]\n");
        programs.append(
            name,
            &format!(
                "\n[dependencies.rust-grpc]\npath = {:?}\nfeatures = [\"transport\"]\n",
                repository().join("runtime")
            ),
        );
    }
    programs.pass();
}

#[test]
#[ignore = "needs real programs: scripts/fetch programs"]
fn deep_a_tree_of_programs_is_patched() {
    let folder = scratch("patched");
    let patch = repository().join("compat/patch");
    let dependencies: String =
        PROGRAMS.iter().map(|name| format!("{name} = {:?}\n", version(name))).collect();
    let manifest = format!(
        "[package]\nname = \"tree\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
         tonic = \"0.14\"\n{dependencies}\n[patch.crates-io]\nprost-build.path = {:?}\n\
         tonic-prost-build.path = {:?}\n[workspace]\n",
        patch.join("prost-build"),
        patch.join("tonic-prost-build")
    );
    fs::create_dir(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(fetched().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let library = "
#[test]
fn a_client_of_each() {
    let _ = cln_grpc::pb::node_client::NodeClient::<tonic::transport::Channel>::new;
    use tonic::transport::Channel;
    let _ = containerd_client::services::v1::version_client::VersionClient::<Channel>::new;
    let _ = etcd_client::GetOptions::new().with_prefix();
    let _ = k8s_cri::v1::runtime_service_client::RuntimeServiceClient::<Channel>::new;
}
";
    fs::write(folder.join("src/lib.rs"), library).unwrap();
    cargo(&folder, &["test", "--lib"]);
    // A patched package has no source in the lock file. Only tonic-prost-build depends on
    // prost-build, and our tonic-prost-build depends on our prost-build.
    let lock = fs::read_to_string(folder.join("Cargo.lock")).unwrap();
    let packages = |name: &str| {
        let name = format!("\nname = \"{name}\"\n");
        lock.split("[[")
            .filter(|package| package.starts_with("package]]") && package.contains(&name))
            .collect::<Vec<_>>()
    };
    assert!(packages("prost-build").is_empty());
    let [package] = packages("tonic-prost-build")[..] else { panic!("{lock}") };
    assert!(!package.contains("source ="), "{package}");
}

/// Copies of all programs, in one workspace.
struct Programs {
    folder: PathBuf,
}

impl Programs {
    fn new(name: &str) -> Self {
        let folder = scratch(name);
        copy(&fetched(), &folder);
        Self { folder }
    }

    /// Switches a program to our build-dependency.
    fn switch(&self, program: &str, more: &str) {
        let path = self.folder.join(program).join("Cargo.toml");
        let text = fs::read_to_string(&path).unwrap();
        let before = "[build-dependencies.tonic-prost-build]\nversion = \"0.14\"\n";
        let ours = repository().join("compat/tonic-prost-build");
        let after = format!(
            "[build-dependencies.tonic-prost-build]\npackage = \"rust-grpc-tonic-prost-build\"\n\
             path = {ours:?}\n{more}"
        );
        assert!(text.contains(before), "{text}");
        fs::write(path, text.replace(before, &after)).unwrap();
    }

    fn append(&self, program: &str, text: &str) {
        let path = self.folder.join(program).join("Cargo.toml");
        let old = fs::read_to_string(&path).unwrap();
        fs::write(path, old + text).unwrap();
    }

    /// Runs the unit tests. The tests in `tests/` talk to servers. The tests of cln-grpc need its
    /// feature.
    fn pass(&self) {
        let packages = PROGRAMS.iter().flat_map(|name| ["-p", name]);
        let test = ["test", "--lib", "--features", "cln-grpc/server"];
        cargo(&self.folder, &test.into_iter().chain(packages).collect::<Vec<_>>());
    }
}

#[track_caller]
fn cargo(folder: &Path, arguments: &[&str]) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder).arg("--offline").args(arguments);
    cargo
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs/target"))
        .env_remove("RUSTFLAGS");
    // These variables describe this test, not the programs.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "OUT_DIR"] {
        cargo.env_remove(name);
    }
    let output = cargo.output().unwrap();
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
    // The output shows how many tests ran.
    out.lines().filter(|line| line.starts_with("test result")).for_each(|line| println!("{line}"));
    assert!(out.contains("test result: ok. "), "{out}");
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

fn fetched() -> PathBuf {
    let folder = repository().join("target/peers/programs");
    assert!(
        folder.exists(),
        "{} is missing; fetch it with: scripts/fetch programs",
        folder.display()
    );
    folder
}

/// Returns the version in the manifest of a program.
fn version(program: &str) -> String {
    let manifest = fs::read_to_string(fetched().join(program).join("Cargo.toml")).unwrap();
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = ")).unwrap();
    format!("={}", line.trim_matches('"'))
}

/// Returns the path of an empty folder.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
