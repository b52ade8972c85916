//! The examples of docs/serde.md: its code compiles, and prints the JSON of the page.

use crate::sandbox::Sandbox;
use crate::{cargo, checkout};

/// Returns the fenced blocks of the page in a language, without the indentation of lists.
fn blocks<'a>(page: &'a str, language: &'a str) -> impl Iterator<Item = String> + 'a {
    let fence = format!("```{language}");
    let mut lines = page.lines();
    std::iter::from_fn(move || {
        let first = lines.find(|line| line.trim_start() == fence)?;
        let indent = first.len() - first.trim_start().len();
        let block = lines.by_ref().take_while(|line| line.trim_start() != "```");
        Some(block.map(|line| format!("{}\n", line.get(indent..).unwrap_or_default())).collect())
    })
}

const MAIN: &str = r#"
include!(concat!(env!("OUT_DIR"), "/2/mod.rs"));
mod proto_json { include!(concat!(env!("OUT_DIR"), "/0/mod.rs")); }
mod derived { include!(concat!(env!("OUT_DIR"), "/1/mod.rs")); }

macro_rules! print {
    ($v1:path, $timestamp:path) => {{
        use $v1 as v1;
        use $timestamp as Timestamp;
        let message = v1::Forecast {
            station: "north".into(),
            sky: v1::Sky::Clear.into(),
            id: 1 << 60,
            image: b"AB".to_vec(),
            valid_from: Some(Timestamp { seconds: 60, nanos: 0 }),
            wind: Some(v1::forecast::Wind::Speed(2.5)),
            rain: None,
        };
        let text = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<v1::Forecast>(&text).unwrap(), message);
        println!("{text}");
    }};
}

fn main() {
    print!(proto_json::acme::v1, rust_grpc::prost_types::Timestamp);
    print!(derived::acme::v1, derived::google::protobuf::Timestamp);
    print!(acme::v1, rust_grpc::prost_types::Timestamp);
}
"#;

#[test]
fn the_examples_of_the_page_print_its_json() {
    let root = checkout();
    let page = include_str!("../../docs/serde.md");
    let manifest = format!(
        "[package]\nname = \"project-serde-page\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = \"1\"\nrust-grpc = {{ path = {:?}, features = [\"json\"] }}\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n[workspace]\n",
        format!("{root}/runtime")
    );
    let (configs, modules): (Vec<_>, Vec<_>) =
        blocks(page, "rust,ignore").partition(|block| !block.starts_with("pub mod"));
    let configs = configs.iter().enumerate().map(|(index, config)| {
        let folder = format!("out.join(\"{index}\")");
        format!(
            "std::fs::create_dir_all({folder})?;\n{}",
            config
                .replace(".compile(", &format!(".mod_file(\"mod.rs\").out_dir({folder}).compile("))
        )
    });
    let build = format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{
            let out = std::path::PathBuf::from(std::env::var(\"OUT_DIR\")?);
            {}Ok(())\n}}\n",
        configs.collect::<String>()
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", &build),
        ("src/main.rs", &format!("{MAIN}{}", modules.concat())),
        ("proto/forecast.proto", &blocks(page, "proto").next().unwrap()),
    ]);
    let done = cargo(&sandbox, ".", &["run", "--quiet"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let expected = blocks(page, "json")
        .map(|block| block.trim_end().lines().map(str::trim_start).collect::<String>());
    assert_eq!(done.stdout.lines().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}
