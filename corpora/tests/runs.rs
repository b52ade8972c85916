//! The generated code of a package does not depend on the other files of the run. One run of all
//! files, a run for each package, and a run for each file give equal items.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZero;
use std::thread;
use std::time::Instant;

use corpora::{Corpus, EVERYTHING, named};
use prost::encoding::{
    DecodeContext, WireType, decode_key, decode_varint, encode_varint, skip_field,
};
use rust_grpc_build::{Options, Request, generate};

/// The field numbers of `google.protobuf.compiler.CodeGeneratorRequest`.
const FILE_TO_GENERATE: u64 = 1;
const PROTO_FILE: u64 = 15;

/// A field number of `google.protobuf.FileDescriptorProto`.
const SOURCE_CODE_INFO: u32 = 9;

#[test]
#[ignore = "needs real schemas: scripts/fetch schemas crates"]
fn real_schemas() {
    check(named("googleapis-common"));
    check(named("envoy-types"));
}

#[test]
#[ignore = "takes minutes: .ci/run --deep"]
fn deep_everything() {
    check(&EVERYTHING);
}

fn check(corpus: &Corpus) {
    let descriptors = corpus.descriptors();
    let set = Set::new(&descriptors.set);
    let listed: Vec<usize> = descriptors.listed.iter().map(|name| set.by_name[&**name]).collect();
    let mut packages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for file in &listed {
        packages.entry(set.files[*file].package).or_default().push(*file);
    }
    let begun = Instant::now();
    let together = set.generated(&listed);
    println!("{}: one run {:.1} s", corpus.name, begun.elapsed().as_secs_f64());

    let begun = Instant::now();
    let mut differing = Vec::new();
    let mut apart = BTreeSet::new();
    let runs: Vec<&[usize]> = packages.values().map(Vec::as_slice).collect();
    for (name, text) in set.generated_apart(&runs) {
        if together[&name] != text {
            differing.push(format!("{name}: {}", difference(&together[&name], &text)));
        }
        apart.insert(name);
    }
    assert!(apart.iter().eq(together.keys()), "{}: other packages", corpus.name);
    let (count, time) = (differing.len(), begun.elapsed().as_secs_f64());
    println!("a run for each of {} packages: {count} differ; {time:.1} s", packages.len());

    let begun = Instant::now();
    let mut pieces: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let runs: Vec<&[usize]> = listed.chunks(1).collect();
    for (name, text) in set.generated_apart(&runs) {
        pieces.entry(name).or_default().extend(items(&text).map(str::to_owned));
    }
    assert!(pieces.keys().eq(together.keys()), "{}: other packages", corpus.name);
    for (name, mut of_files) in pieces {
        let mut of_package: Vec<&str> = items(&together[&name]).collect();
        of_package.sort_unstable();
        of_files.sort_unstable();
        if of_package != of_files {
            let difference = difference(&of_package.join("\n\n"), &of_files.join("\n\n"));
            differing.push(format!("files of {name}: {difference}"));
        }
    }
    let (count, time) = (differing.len() - count, begun.elapsed().as_secs_f64());
    println!("a run for each of {} files: {count} packages differ; {time:.1} s", listed.len());
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Returns the items of a generated file, in parts: a blank line stands before each top-level item
/// and between its methods. The assertion on the runtime is left out, because each file has it.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let is_assertion = |item: &&str| item.starts_with("const _: () = ::rust_grpc::");
    text.trim_end().split("\n\n").skip(1).filter(move |item| !is_assertion(item))
}

/// Returns the first line that differs.
fn difference(expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines());
    match lines.find(|(expected, found)| expected != found) {
        Some((expected, found)) => format!("\n  in one run: {expected}\n  here:       {found}"),
        None => "one is longer".to_owned(),
    }
}

/// A descriptor set that keeps the bytes of each file.
struct Set<'a> {
    files: Vec<File<'a>>,
    by_name: HashMap<&'a str, usize>,
}

/// A file of the set.
#[derive(Default)]
struct File<'a> {
    descriptor: &'a [u8],
    /// The descriptor without positions and comments. Imports need neither, and decoding them would
    /// take most of the time.
    bare: Vec<u8>,
    name: &'a str,
    package: &'a str,
    imports: Vec<&'a str>,
}

impl<'a> Set<'a> {
    fn new(set: &'a [u8]) -> Self {
        let files: Vec<File> = parts(set).iter().map(|file| File::new(file.content)).collect();
        let by_name = files.iter().enumerate().map(|(index, file)| (file.name, index)).collect();
        Self { files, by_name }
    }

    /// Returns the files that the plugin writes in one run for some files.
    fn generated(&self, listed: &[usize]) -> BTreeMap<String, String> {
        let request = Request::from_plugin(&self.request(listed)).unwrap();
        let output = generate(&request, &Options::new()).unwrap();
        output.files.into_iter().map(|file| (file.name, file.content)).collect()
    }

    /// Returns the files that several runs write, in any order.
    fn generated_apart(&self, runs: &[&[usize]]) -> Vec<(String, String)> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let work = |first: usize| {
            let runs = runs.iter().skip(first).step_by(threads);
            runs.flat_map(|listed| self.generated(listed)).collect::<Vec<_>>()
        };
        thread::scope(|scope| {
            let spawn = |first| scope.spawn(move || work(first));
            let workers: Vec<_> = (0..threads).map(spawn).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        })
    }

    /// Returns the request that protoc sends for some files. It has these files and their imports.
    fn request(&self, listed: &[usize]) -> Vec<u8> {
        let mut is_listed = vec![false; self.files.len()];
        listed.iter().for_each(|file| is_listed[*file] = true);
        let mut known = vec![false; self.files.len()];
        let mut pending = listed.to_vec();
        while let Some(file) = pending.pop() {
            if !std::mem::replace(&mut known[file], true) {
                pending.extend(self.files[file].imports.iter().map(|name| self.by_name[name]));
            }
        }
        let mut request = Vec::new();
        let mut put = |number: u64, bytes: &[u8]| {
            encode_varint(number << 3 | WireType::LengthDelimited as u64, &mut request);
            encode_varint(bytes.len() as u64, &mut request);
            request.extend_from_slice(bytes);
        };
        listed.iter().for_each(|file| put(FILE_TO_GENERATE, self.files[*file].name.as_bytes()));
        for (index, file) in self.files.iter().enumerate().filter(|(index, _)| known[*index]) {
            put(PROTO_FILE, if is_listed[index] { file.descriptor } else { &file.bare });
        }
        request
    }
}

impl<'a> File<'a> {
    fn new(descriptor: &'a [u8]) -> Self {
        let mut file = Self { descriptor, ..Self::default() };
        let text = |bytes| std::str::from_utf8(bytes).expect("names are UTF-8");
        for part in parts(descriptor) {
            match part.number {
                1 => file.name = text(part.content),
                2 => file.package = text(part.content),
                3 => file.imports.push(text(part.content)),
                _ => {}
            }
            if part.number != SOURCE_CODE_INFO {
                file.bare.extend_from_slice(part.raw);
            }
        }
        file
    }
}

/// A field of an encoded message.
struct Part<'a> {
    number: u32,
    /// The field with its key.
    raw: &'a [u8],
    /// The content of a length-delimited field.
    content: &'a [u8],
}

/// Returns the fields of an encoded message.
fn parts(mut message: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    while !message.is_empty() {
        let (start, mut content) = (message, &[][..]);
        let (number, wire_type) = decode_key(&mut message).unwrap();
        if wire_type == WireType::LengthDelimited {
            let length = decode_varint(&mut message).unwrap() as usize;
            (content, message) = message.split_at(length);
        } else {
            skip_field(wire_type, number, &mut message, DecodeContext::default()).unwrap();
        }
        let raw = &start[..start.len() - message.len()];
        parts.push(Part { number, raw, content });
    }
    parts
}
