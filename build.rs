//! Embeds protoc and the .proto files that come with it (feature `vendored-protoc`).
//!
//! The functions of the `protoc-bin-vendored` crates return paths on the machine that builds. The
//! files are embedded, so that the library also works on other machines.
//!
//! Cargo downloads the crate with the protoc for the machine that builds. A build for another kind
//! of machine embeds the program that the variable [`INSIDE`] names, or none.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The version of protoc in the crates `protoc-bin-vendored-*` 3.3.0.
const VERSION: &str = "36.2";

/// The variable that names the protoc to embed, which must have that version. docs/packages.md says
/// where to get it.
const INSIDE: &str = "RUST_GRPC_PROTOC_INSIDE";

macro_rules! vendored {
    ($($condition:meta => $krate:ident;)*) => {
        /// Returns the binary and the include folder for the machine that builds, if there are any.
        fn vendored() -> Option<(PathBuf, PathBuf)> {
            $(#[cfg(all(feature = "vendored-protoc", $condition))]
            return Some(($krate::protoc_bin_path(), $krate::include_path()));)*
            #[allow(unreachable_code)]
            None
        }
    };
}

vendored! {
    all(target_os = "linux", target_arch = "aarch64") => protoc_bin_vendored_linux_aarch_64;
    all(target_os = "linux", target_arch = "powerpc64", target_endian = "little") =>
        protoc_bin_vendored_linux_ppcle_64;
    all(target_os = "linux", target_arch = "s390x") => protoc_bin_vendored_linux_s390_64;
    all(target_os = "linux", target_arch = "x86") => protoc_bin_vendored_linux_x86_32;
    all(target_os = "linux", target_arch = "x86_64") => protoc_bin_vendored_linux_x86_64;
    all(target_os = "macos", target_arch = "aarch64") => protoc_bin_vendored_macos_aarch_64;
    all(target_os = "macos", target_arch = "x86_64") => protoc_bin_vendored_macos_x86_64;
    windows => protoc_bin_vendored_win32;
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(pure_rust_parser)");
    if env::var_os("CARGO_FEATURE_PURE_RUST_PARSER").is_some() || !is_protoc_made_for_target()? {
        println!("cargo::rustc-cfg=pure_rust_parser");
    }
    let mut code = String::new();
    let (mut protoc, mut stamp) = ("None".to_string(), 0);
    let mut includes = Vec::new();
    if let Some((binary, include)) = vendored() {
        collect(&include, "", &mut includes)?;
        includes.sort();
        for (_, path) in &includes {
            stamp = hash(stamp, &fs::read(path)?);
        }
        println!("cargo::rerun-if-env-changed={INSIDE}");
        let binary = match env::var_os(INSIDE) {
            Some(path) => Some(given(Path::new(&path))?),
            None if runs_where_it_is_built()? => Some(binary),
            None => None,
        };
        if let Some(binary) = binary {
            stamp = hash(stamp, &fs::read(&binary)?);
            protoc = format!("Some(include_bytes!({binary:?}))");
        } else {
            println!(
                "cargo::warning=building for another kind of machine: the binary will have no \
                 protoc inside; {INSIDE} can name one for that machine"
            );
        }
    }
    writeln!(code, "pub(super) const VERSION: &str = {VERSION:?};")?;
    writeln!(code, "pub(super) const STAMP: &str = \"{stamp:016x}\";")?;
    writeln!(code, "pub(super) const PROTOC: Option<&[u8]> = {protoc};")?;
    writeln!(code, "pub(super) const INCLUDES: &[(&str, &str)] = &[")?;
    for (name, path) in includes {
        writeln!(code, "    ({name:?}, include_str!({path:?})),")?;
    }
    writeln!(code, "];")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("vendored_protoc.rs"), code)?;
    Ok(())
}

/// Returns the absolute path of the program that [`INSIDE`] names.
fn given(path: &Path) -> Result<PathBuf, String> {
    println!("cargo::rerun-if-changed={}", path.display());
    path.canonicalize().map_err(|error| format!("{INSIDE}: {}: {error}", path.display()))
}

/// Whether there is a protoc for the target. Cargo.toml has the same condition.
fn is_protoc_made_for_target() -> Result<bool, env::VarError> {
    let of = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}"));
    let little = of("ENDIAN")? == "little";
    Ok(match (of("OS")?.as_str(), of("ARCH")?.as_str()) {
        ("windows", _)
        | ("macos", "aarch64" | "x86_64")
        | ("linux", "aarch64" | "s390x" | "x86" | "x86_64") => true,
        ("linux", "powerpc64") => little,
        _ => false,
    })
}

/// Whether host and target agree in what matters to a statically linked program.
fn runs_where_it_is_built() -> Result<bool, env::VarError> {
    let part = |triple: String| {
        let mut parts = triple.split('-').map(str::to_string);
        let arch = parts.next();
        (arch, ["linux", "darwin", "windows"].into_iter().find(|os| triple.contains(os)))
    };
    Ok(part(env::var("HOST")?) == part(env::var("TARGET")?))
}

/// Adds all files below a folder to `files`, with their names relative to the folder.
fn collect(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}

/// Returns the FNV-1a hash of `bytes`, continued from `seed`. It distinguishes one vendored protoc
/// from the next.
fn hash(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
