//! All of google-proto-files in one request, as protoc sends it to the plugin: without an error or an unexpected warning, the same twice
//! and in any order, in memory that is a small multiple of the request.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use corpora::scratch::{Scratch, run};
use corpora::{Corpus, EVERYTHING, SAMPLE, named, workspace};
use prost::Message as _;
use prost_types::compiler::CodeGeneratorResponse;
use wait4::Wait4 as _;

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_all_in_one_request() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deep-scale");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let plugin = plugin();
    for corpus in [named("envoy-types"), &EVERYTHING] {
        let files = corpus.names();
        let request = captured(corpus, &files, &folder.join(format!("{}.request", corpus.name)));
        let size = fs::metadata(&request).unwrap().len();
        let once = generated(&plugin, &request, &folder);
        let response = CodeGeneratorResponse::decode(&*once.response).unwrap();
        println!(
            "{}: {} files -> {} packages of {} MB; request {} MB, peak {} MB, {:.1} times as much; {:.1} user seconds",
            corpus.name,
            files.len(),
            response.file.len(),
            once.response.len() / 1_000_000,
            size / 1_000_000,
            once.peak / 1_000_000,
            once.peak as f64 / size as f64,
            once.user.as_secs_f64()
        );
        assert_eq!(response.error, None);
        // Some files declare nothing, or well-known types.
        let mut warnings = once.said.lines().filter(|line| line.starts_with("protoc-gen"));
        assert!(warnings.all(|line| line.contains(": nothing is generated for ")), "{}", once.said);
        assert!(once.response == generated(&plugin, &request, &folder).response, "{}: twice is not the same", corpus.name);
        let shuffled = captured(corpus, &shuffled(files), &folder.join(format!("{}-shuffled.request", corpus.name)));
        assert!(once.response == generated(&plugin, &shuffled, &folder).response, "{}: order counts", corpus.name);
        assert!(once.peak <= 10 * size, "{}: peak memory is more than ten times the request", corpus.name);
    }
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_sample_of_packages_compiles() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "deep-sample");
    for folder in SAMPLE {
        let protos = [*folder];
        let corpus = Corpus { name: folder, protos: Box::leak(Box::new(protos)), at_least: 1, without: &[], ..EVERYTHING };
        let name = folder.replace('/', "-");
        let files = corpus.ours(&corpus.descriptors(), "mod_file=mod.rs");
        let tree = scratch.write_files(&format!("generated/{name}"), &files);
        let source = format!("//! {name}\n#![deny(warnings, missing_docs)]\n\ninclude!({tree:?});\n");
        scratch.write_crate(&name, "2024", &["rust-grpc", "tonic"], "lib.rs", &source);
    }
    println!("check: {:.0} s", scratch.cargo(&["check", "--workspace", "--keep-going", "--jobs=1"]).0);
}

/// The plugin, built as users build it.
fn plugin() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--package", "rust-grpc-build", "--bin", "protoc-gen-rust-grpc", "--target-dir"]).arg(target);
    run(cargo.current_dir(workspace()));
    target.join("release/protoc-gen-rust-grpc")
}

/// What protoc sends to a plugin for these files, in this order.
fn captured(corpus: &Corpus, files: &[String], request: &Path) -> PathBuf {
    let arguments = request.with_extension("arguments");
    fs::write(&arguments, files.join("\n")).unwrap();
    let capture = request.with_extension("sh");
    // protoc wants to hear that optional fields of proto3 and editions are understood.
    fs::write(&capture, format!("#!/bin/sh\ncat > {request:?}\nprintf '\\020\\003\\030\\346\\007\\040\\351\\007'\n")).unwrap();
    run(Command::new("chmod").arg("+x").arg(&capture));
    let mut protoc = corpus.protoc();
    protoc.arg(format!("--plugin=protoc-gen-capture={}", capture.display()));
    protoc.arg(format!("--capture_out={}", request.parent().unwrap().display())).arg(format!("@{}", arguments.display()));
    run(&mut protoc);
    request.to_owned()
}

struct Generated {
    response: Vec<u8>,
    /// What it printed on its standard error.
    said: String,
    /// Most memory resident at once, in bytes.
    peak: u64,
    user: Duration,
}

fn generated(plugin: &Path, request: &Path, folder: &Path) -> Generated {
    let (out, err) = (folder.join("response"), folder.join("said"));
    let mut child = Command::new(plugin)
        .stdin(File::open(request).unwrap())
        .stdout(File::create(&out).unwrap())
        .stderr(Stdio::from(File::create(&err).unwrap()))
        .spawn()
        .unwrap();
    let ended = child.wait4().unwrap();
    assert!(ended.status.success(), "{}", ended.status);
    let said = fs::read_to_string(err).unwrap();
    Generated { response: fs::read(out).unwrap(), said, peak: ended.rusage.maxrss, user: ended.rusage.utime }
}

/// Another order, always the same.
fn shuffled(mut files: Vec<String>) -> Vec<String> {
    files.sort_by_cached_key(|name| name.bytes().fold(1_u32, |sum, byte| sum.wrapping_mul(16_777_619) ^ u32::from(byte)));
    files
}
