//! All of google-proto-files in one request, as protoc sends it to the plugin. There is no error
//! and no unexpected warning. The result is equal in a second run and in any order. The memory is a
//! small multiple of the request.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use corpora::scratch::{Scratch, run};
use corpora::{Corpus, EVERYTHING, SAMPLE, named, workspace};
use prost::Message as _;
use prost_types::compiler::{CodeGeneratorRequest, CodeGeneratorResponse};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, MethodDescriptorProto, OneofDescriptorProto, ServiceDescriptorProto,
};
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
            "{}: {} files -> {} packages of {} MB; request {} MB, peak {} MB, {:.1} times as \
             much; {:.1} user seconds",
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
        assert!(
            once.response == generated(&plugin, &request, &folder).response,
            "{}: twice is not the same",
            corpus.name
        );
        let shuffled = captured(
            corpus,
            &shuffled(files),
            &folder.join(format!("{}-shuffled.request", corpus.name)),
        );
        assert!(
            once.response == generated(&plugin, &shuffled, &folder).response,
            "{}: order counts",
            corpus.name
        );
        assert!(
            once.peak <= 10 * size,
            "{}: peak memory is more than ten times the request",
            corpus.name
        );
    }
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_sample_of_packages_compiles() {
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "deep-sample");
    for folder in SAMPLE {
        let protos = [*folder];
        let corpus = Corpus {
            name: folder,
            protos: Box::leak(Box::new(protos)),
            at_least: 1,
            without: &[],
            ..EVERYTHING
        };
        let name = folder.replace('/', "-");
        let files = corpus.ours(&corpus.descriptors(), "mod_file=mod.rs");
        let tree = scratch.write_files(&format!("generated/{name}"), &files);
        let source =
            format!("//! {name}\n#![deny(warnings, missing_docs)]\n\ninclude!({tree:?});\n");
        scratch.write_crate(&name, "2024", &["rust-grpc", "tonic"], "lib.rs", &source);
    }
    println!(
        "check: {:.0} s",
        scratch.cargo(&["check", "--workspace", "--keep-going", "--jobs=1"]).0
    );
}

/// Returns the path of the plugin, built as users build it.
fn plugin() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([
            "build",
            "--release",
            "--package",
            "rust-grpc-build",
            "--bin",
            "protoc-gen-rust-grpc",
            "--target-dir",
        ])
        .arg(target);
    run(cargo.current_dir(workspace()));
    target.join("release/protoc-gen-rust-grpc")
}

/// Returns the request that protoc sends to a plugin for these files, in this order.
fn captured(corpus: &Corpus, files: &[String], request: &Path) -> PathBuf {
    let arguments = request.with_extension("arguments");
    fs::write(&arguments, files.join("\n")).unwrap();
    let capture = request.with_extension("sh");
    // protoc requires a plugin to support optional fields of proto3 and editions.
    fs::write(
        &capture,
        format!(
            "#!/bin/sh\ncat > {request:?}\nprintf '\\020\\003\\030\\346\\007\\040\\351\\007'\n"
        ),
    )
    .unwrap();
    run(Command::new("chmod").arg("+x").arg(&capture));
    let mut protoc = corpus.protoc();
    protoc.arg(format!("--plugin=protoc-gen-capture={}", capture.display()));
    protoc
        .arg(format!("--capture_out={}", request.parent().unwrap().display()))
        .arg(format!("@{}", arguments.display()));
    run(&mut protoc);
    request.to_owned()
}

struct Generated {
    response: Vec<u8>,
    /// The standard error of the plugin.
    said: String,
    /// The most resident memory, in bytes.
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
    Generated {
        response: fs::read(out).unwrap(),
        said,
        peak: ended.rusage.maxrss,
        user: ended.rusage.utime,
    }
}

/// Returns the files in another order, which is equal in every run.
fn shuffled(mut files: Vec<String>) -> Vec<String> {
    files.sort_by_cached_key(|name| {
        name.bytes().fold(1_u32, |sum, byte| sum.wrapping_mul(16_777_619) ^ u32::from(byte))
    });
    files
}

/// Tens of thousands of elements in one message, enum, service or file. The time is printed for
/// half of the elements and for all of them: twice the time is linear.
#[test]
#[ignore = "takes a minute: .ci/run --deep"]
fn deep_many_of_a_kind() {
    const MANY: usize = 65_000;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deep-many");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let plugin = plugin();
    for (kind, file) in KINDS {
        let [half, all] = [MANY / 2, MANY].map(|count| {
            let proto = FileDescriptorProto {
                name: Some("many.proto".into()),
                package: Some("many".into()),
                syntax: Some("proto3".into()),
                ..file(count)
            };
            let request = CodeGeneratorRequest {
                file_to_generate: vec!["many.proto".into()],
                proto_file: vec![proto],
                ..Default::default()
            };
            let path = folder.join("request");
            fs::write(&path, request.encode_to_vec()).unwrap();
            let generated = generated(&plugin, &path, &folder);
            let response = CodeGeneratorResponse::decode(&*generated.response).unwrap();
            assert_eq!((response.error.as_deref(), response.file.len()), (None, 1), "{kind}");
            generated
        });
        let [half_time, time] = [&half, &all].map(|generated| generated.user.as_secs_f64());
        println!(
            "{MANY} {kind}: {time:.1} user seconds, half of them {half_time:.1}; {} MB",
            all.peak / 1_000_000
        );
    }
}

/// The name of a kind of element, and the function that makes a file with many.
type Kind = (&'static str, fn(usize) -> FileDescriptorProto);

const KINDS: &[Kind] = &[
    ("fields", |count| {
        in_message(DescriptorProto { field: list(count, field), ..Default::default() })
    }),
    ("oneofs", |count| {
        let member =
            |index| FieldDescriptorProto { oneof_index: Some(index as i32), ..field(index) };
        let oneof =
            |index| OneofDescriptorProto { name: Some(format!("o{index}")), ..Default::default() };
        let (field, oneof_decl) = (list(count, member), list(count, oneof));
        in_message(DescriptorProto { field, oneof_decl, ..Default::default() })
    }),
    ("members of a oneof", |count| {
        let member = |index| FieldDescriptorProto { oneof_index: Some(0), ..field(index) };
        let oneof_decl =
            vec![OneofDescriptorProto { name: Some("o".into()), ..Default::default() }];
        in_message(DescriptorProto { field: list(count, member), oneof_decl, ..Default::default() })
    }),
    ("nested messages", |count| {
        in_message(DescriptorProto { nested_type: list(count, message), ..Default::default() })
    }),
    ("nested enums", |count| {
        let nested = |index| enumeration(&format!("E{index}"), 1);
        in_message(DescriptorProto { enum_type: list(count, nested), ..Default::default() })
    }),
    ("values", |count| FileDescriptorProto {
        enum_type: vec![enumeration("E", count)],
        ..Default::default()
    }),
    ("messages", |count| FileDescriptorProto {
        message_type: list(count, message),
        ..Default::default()
    }),
    ("messages, each twice in the oneof of the one before", |count| {
        let holding = |index| {
            let member = |number| FieldDescriptorProto {
                r#type: Some(Type::Message.into()),
                type_name: Some(format!(".many.M{}", (index + 1) % count)),
                oneof_index: Some(0),
                ..field(number)
            };
            let oneof = OneofDescriptorProto { name: Some("o".into()), ..Default::default() };
            // The last message ends the chain.
            let field = if index + 1 == count { Vec::new() } else { list(2, member) };
            let oneof_decl = if field.is_empty() { Vec::new() } else { vec![oneof] };
            DescriptorProto { field, oneof_decl, ..message(index) }
        };
        FileDescriptorProto { message_type: list(count, holding), ..Default::default() }
    }),
    ("methods", |count| FileDescriptorProto {
        message_type: vec![message(0)],
        service: vec![service(0, count)],
        ..Default::default()
    }),
    ("services", |count| FileDescriptorProto {
        message_type: vec![message(0)],
        service: list(count / 4, |index| service(index, 4)),
        ..Default::default()
    }),
];

fn list<T>(count: usize, element: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(element).collect()
}

fn in_message(message: DescriptorProto) -> FileDescriptorProto {
    FileDescriptorProto {
        message_type: vec![DescriptorProto { name: Some("M".into()), ..message }],
        ..Default::default()
    }
}

fn message(index: usize) -> DescriptorProto {
    DescriptorProto { name: Some(format!("M{index}")), ..Default::default() }
}

/// Returns a field. Its number is outside of the range that protobuf reserves.
fn field(index: usize) -> FieldDescriptorProto {
    let number = if index < 18_000 { index + 1 } else { index + 2_001 };
    FieldDescriptorProto {
        name: Some(format!("f{index}")),
        number: Some(number as i32),
        label: Some(Label::Optional.into()),
        r#type: Some(Type::Int32.into()),
        ..Default::default()
    }
}

fn enumeration(name: &str, count: usize) -> EnumDescriptorProto {
    let value = |index| EnumValueDescriptorProto {
        name: Some(format!("{name}_V{index}")),
        number: Some(index as i32),
        ..Default::default()
    };
    EnumDescriptorProto { name: Some(name.into()), value: list(count, value), ..Default::default() }
}

fn service(index: usize, methods: usize) -> ServiceDescriptorProto {
    let method = |index| MethodDescriptorProto {
        name: Some(format!("Call{index}")),
        input_type: Some(".many.M0".into()),
        output_type: Some(".many.M0".into()),
        ..Default::default()
    };
    ServiceDescriptorProto {
        name: Some(format!("S{index}")),
        method: list(methods, method),
        ..Default::default()
    }
}
