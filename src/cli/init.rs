//! The command `init`, which makes a new project that builds and runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use super::arguments::Init;
use super::git::{Commit, public_commit};
use super::quote::quoted;
use super::report::show;
use crate::diagnostics::{
    Diagnostic, Diagnostics, bad_runtime, cannot_read, cannot_write, folder_not_empty, no_checkout,
};

/// The files of the project, and their text. In our repository, files that Cargo or git would read
/// have other names.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../../templates/greeter/Cargo.toml.in")),
    ("README.md", include_str!("../../templates/greeter/README.md")),
    (".gitattributes", include_str!("../../templates/greeter/gitattributes")),
    (".gitignore", include_str!("../../templates/greeter/gitignore")),
    ("build.rs", include_str!("../../templates/greeter/build.rs")),
    ("proto/greeter.proto", include_str!("../../templates/greeter/proto/greeter.proto")),
    ("src/lib.rs", include_str!("../../templates/greeter/src/lib.rs")),
    ("src/bin/server.rs", include_str!("../../templates/greeter/src/bin/server.rs")),
    ("src/bin/client.rs", include_str!("../../templates/greeter/src/bin/client.rs")),
];

/// The version of tonic that generated stubs are made for.
const TONIC: &str = "0.14.4";

/// The source of our crates for a project.
#[derive(Debug)]
pub enum Runtime {
    /// A checkout of the repository, by an absolute path.
    Checkout(PathBuf),
    /// A commit in a public repository.
    Git(Commit),
    /// The registry.
    Version(String),
}

impl Runtime {
    /// Returns the source that an argument names. Until our crates are published, the default is
    /// the checkout that built this program.
    ///
    /// # Errors
    /// Returns an error if the argument is neither a version nor a checkout.
    pub fn find(asked: Option<&str>) -> Result<Self, Diagnostic> {
        match asked {
            Some(runtime) => asked_for(runtime),
            None => {
                let path =
                    checkout(Path::new(env!("CARGO_MANIFEST_DIR"))).ok_or_else(no_checkout)?;
                Ok(public_commit(&path).map_or(Self::Checkout(path), Self::Git))
            }
        }
    }
}

pub(super) fn init(arguments: &Init) -> Result<ExitCode, Diagnostics> {
    let folder = &arguments.folder;
    let runtime = Runtime::find(arguments.runtime.as_deref())?;
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => {}
        Ok(false) => return Err(folder_not_empty(folder).into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(cannot_read(folder, &error).into()),
    }
    let new = !folder.exists();
    if let Err(problem) = write(folder, &runtime) {
        // The folder was empty, or did not exist.
        let _ = if new {
            fs::remove_dir_all(folder)
        } else {
            FILES.iter().try_for_each(|(name, _)| fs::remove_file(folder.join(name)))
        };
        return Err(problem.into());
    }
    let name = quoted(&folder.to_string_lossy());
    show(&format!(
        "Created {name}. To run it:\n  cd {name}\n  cargo run --bin server\n  \
         cargo run --bin client    (in another terminal)\n"
    ));
    let source = match runtime {
        Runtime::Checkout(path) => path.display().to_string(),
        Runtime::Git(commit) => commit.url,
        Runtime::Version(_) => return Ok(ExitCode::SUCCESS),
    };
    show(&format!(
        "rust-grpc and rust-grpc-build are not published yet. The project takes them from \
         {source}.\n"
    ));
    if let Some(dependency) = dependency_on_runtime(folder) {
        show(&format!(
            "The generated code needs this line, which Cargo.toml has:\n  {dependency}\n"
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the line of the new manifest for the dependency of generated code.
fn dependency_on_runtime(folder: &Path) -> Option<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    manifest.lines().find(|line| line.starts_with("rust-grpc = ")).map(str::to_owned)
}

fn asked_for(runtime: &str) -> Result<Runtime, Diagnostic> {
    let path = Path::new(runtime);
    if let Some(checkout) = checkout(path).or_else(|| checkout(path.parent()?)) {
        return Ok(Runtime::Checkout(checkout));
    }
    let version = runtime.starts_with(|c: char| c.is_ascii_digit())
        && runtime.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c));
    if version && !path.exists() {
        Ok(Runtime::Version(runtime.into()))
    } else {
        Err(bad_runtime(runtime))
    }
}

/// Returns the absolute path of a folder that is a checkout of this repository.
fn checkout(folder: &Path) -> Option<PathBuf> {
    let is = |manifest: &str, name: &str| {
        fs::read_to_string(folder.join(manifest))
            .is_ok_and(|text| text.contains(&format!("name = \"{name}\"")))
    };
    if is("Cargo.toml", "rust-grpc-build") && is("runtime/Cargo.toml", "rust-grpc") {
        folder.canonicalize().ok()
    } else {
        None
    }
}

fn write(folder: &Path, runtime: &Runtime) -> Result<(), Diagnostic> {
    let (build, library, docs) = match runtime {
        Runtime::Version(version) => {
            let version = format!("version = {}", toml(version));
            let docs = "https://docs.rs/crate/rust-grpc-build/latest/source";
            (version.clone(), version, docs.to_owned())
        }
        Runtime::Git(Commit { url, id }) => {
            let commit = format!("git = {}, rev = {}", toml(url), toml(id));
            let docs = url.strip_suffix(".git").unwrap_or(url);
            (commit.clone(), commit, format!("{docs}/blob/{id}"))
        }
        Runtime::Checkout(path) => {
            let dependency = |path: &Path| format!("path = {}", toml(&path.to_string_lossy()));
            let docs = path.to_string_lossy().replace(' ', "%20");
            (dependency(path), dependency(&path.join("runtime")), docs)
        }
    };
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let name = package_name(folder);
    for (file, text) in FILES {
        let path = folder.join(file);
        let text = text
            .replace("@NAME@", &name)
            .replace("@CRATE@", &name.replace('-', "_"))
            .replace("@BUILD@", &build)
            .replace("@RUNTIME@", &library)
            .replace("@DOCS@", &docs)
            .replace("@TONIC@", TONIC);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(())
}

/// Returns a text as a TOML string.
fn toml(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns the name of a folder, changed if Cargo does not accept it as the name of a package.
fn package_name(folder: &Path) -> String {
    let name = folder
        .canonicalize()
        .ok()
        .and_then(|folder| Some(folder.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let name = name.trim_matches('-');
    // Cargo accepts no name that begins with a digit, and no name that is a keyword of Rust or a
    // crate that comes with Rust. The binaries and the dependencies of the project have names, too.
    match name {
        "" | "test" | "core" | "std" | "alloc" | "proc_macro" | "server" | "client" | "tonic"
        | "tokio" | "tokio-stream" | "tokio_stream" | "rust-grpc" | "rust_grpc"
        | "rust-grpc-build" | "rust_grpc_build" => "greeter".into(),
        name if name.starts_with(|c: char| c.is_ascii_digit())
            || syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err() =>
        {
            format!("greeter-{name}")
        }
        name => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cargo_takes() {
        let parent = tempfile::tempdir().unwrap();
        for (folder, expected) in [
            ("my project", "my-project"),
            ("Hello_1", "hello_1"),
            ("1st", "greeter-1st"),
            ("match", "greeter-match"),
            ("ü", "greeter"),
            ("test", "greeter"),
            ("server", "greeter"),
            ("tokio stream", "greeter"),
        ] {
            let folder = parent.path().join(folder);
            fs::create_dir(&folder).unwrap();
            assert_eq!(package_name(&folder), expected);
        }
    }
}
