//! `init`: a new project that builds and runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use super::arguments::Init;
use super::report::show;
use crate::diagnostics::{
    Diagnostic, Diagnostics, bad_runtime, cannot_read, cannot_write, folder_not_empty, no_checkout,
};

/// The files of the project, and where they go. The names of those that would mean something to
/// Cargo or git in our own repository are different there.
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

/// The tonic that generated stubs are made for.
const TONIC: &str = "0.14.4";

/// The source of our crates for the project.
enum Runtime {
    /// In a checkout of the repository.
    Checkout(PathBuf),
    /// In the registry.
    Version(String),
}

pub(super) fn init(arguments: &Init) -> Result<ExitCode, Diagnostics> {
    let folder = &arguments.folder;
    let runtime = match &arguments.runtime {
        Some(runtime) => asked_for(runtime)?,
        // As long as nothing is published: what this binary was built from.
        None => checkout(Path::new(env!("CARGO_MANIFEST_DIR")))
            .map(Runtime::Checkout)
            .ok_or_else(no_checkout)?,
    };
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => {}
        Ok(false) => return Err(folder_not_empty(folder).into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(cannot_read(folder, &error).into()),
    }
    let new = !folder.exists();
    if let Err(problem) = write(folder, &runtime) {
        // It was empty, or not there.
        let _ = if new {
            fs::remove_dir_all(folder)
        } else {
            FILES.iter().try_for_each(|(name, _)| fs::remove_file(folder.join(name)))
        };
        return Err(problem.into());
    }
    show(&format!(
        "Created {}. To run it:\n  cd {0}\n  cargo run --bin server\n  cargo run --bin client    (in another terminal)\n",
        folder.display()
    ));
    if let Some(dependency) = dependency_on_runtime(folder) {
        show(&format!(
            "The generated code needs this line, which Cargo.toml has:\n  {dependency}\n"
        ));
    }
    if let Runtime::Checkout(path) = runtime {
        show(&format!(
            "rust-grpc and rust-grpc-build are not published yet; the project takes them from {}.\n",
            path.display()
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

/// A folder that holds this repository, as an absolute path.
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
    let (build, runtime) = match runtime {
        Runtime::Version(version) => {
            (format!("version = \"{version}\""), format!("version = \"{version}\""))
        }
        Runtime::Checkout(path) => (dependency(path), dependency(&path.join("runtime"))),
    };
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let name = package_name(folder);
    for (file, text) in FILES {
        let path = folder.join(file);
        let text = text
            .replace("@NAME@", &name)
            .replace("@BUILD@", &build)
            .replace("@RUNTIME@", &runtime)
            .replace("@TONIC@", TONIC);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(())
}

/// As TOML has it.
fn dependency(path: &Path) -> String {
    format!("path = \"{}\"", path.display().to_string().replace('\\', "\\\\").replace('"', "\\\""))
}

/// The folder's name, as far as it can be a package's.
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
    // Cargo takes neither a name that begins with a digit nor one that is a keyword of Rust or a
    // crate of its own.
    match name {
        "" | "test" | "core" | "std" | "alloc" | "proc_macro" => "greeter".into(),
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
        ] {
            let folder = parent.path().join(folder);
            fs::create_dir(&folder).unwrap();
            assert_eq!(package_name(&folder), expected);
        }
    }
}
