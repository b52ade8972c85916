//! Programs with the code of `preset=full`, and with each of its options. Each program has only the
//! features of the runtime that the options need.

use crate::sandbox::{Sandbox, vendored_protoc};
use crate::{cargo, checkout};

#[test]
fn options_of_the_preset_compile_together_and_one_by_one() {
    let root = checkout();
    let manifest = format!(
        "[package]\nname = \"project-presets\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nprost-types = \"0.14\"\ntonic = \"0.14\"\n\
         tonic-prost = \"0.14\"\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
         rust-grpc = {{ path = {:?}, features = [\"transport\"] }}\n\
         [build-dependencies]\nrust-grpc-build = {{ path = {root:?} }}\n\
         [features]\ndefault = [\"client\", \"server\", \"transport\"]\n\
         client = []\nserver = []\ntransport = []\njson = [\"rust-grpc/json\"]\n\
         text = [\"rust-grpc/text\"]\n\
         reflect = [\"rust-grpc/reflect\"]\nfull = [\"json\", \"text\", \"reflect\"]\n\
         [workspace]\n",
        format!("{root}/runtime")
    );
    let build = format!(
        "fn main() -> Result<(), Box<dyn std::error::Error>> {{
            let topics = std::path::Path::new({root:?}).join(\"fixtures/topics\");
            let topics = topics.read_dir()?.map(|topic| topic.map(|topic| topic.path()));
            let mut topics = topics.collect::<Result<Vec<_>, _>>()?;
            topics.retain(|topic| topic.is_dir());
            topics.sort();
            let options = topics.iter().map(|topic| topic.join(\"options\"));
            let options = options.filter(|path| path.exists()).map(std::fs::read_to_string);
            let all = std::path::Path::new(&std::env::var(\"OUT_DIR\")?).join(\"options\");
            std::fs::write(&all, options.collect::<Result<String, _>>()?)?;
            let mut config = rust_grpc_build::Config::from_file(all)?;
            config.opt(\"mod_file=mod.rs\");
            for feature in [\"json\", \"text\", \"reflect\"] {{
                config.opt(format!(\"{{feature}}={{}}\", is_on(feature)));
            }}
            if is_on(\"full\") {{
                config.opt(\"preset=full\");
            }}
            if is_on(\"json\") {{
                // The codec of a method there has no JSON form.
                config.opt(\"grpc_json=true,grpc_json=.fixtures.codec_path=false\");
            }}
            // These fixtures derive serde's traits by other rules.
            config.opt(\"json=.fixtures.derives=false\");
            config.compile(&topics, &topics)?;
            Ok(())
        }}
        fn is_on(feature: &str) -> bool {{
            let name = format!(\"CARGO_FEATURE_{{}}\", feature.to_uppercase());
            std::env::var_os(name).is_some()
        }}\n"
    );
    let sandbox = Sandbox::new(&[
        ("Cargo.toml", &manifest),
        ("build.rs", &build),
        // A protoc in PATH may be too old for the editions of the fixtures.
        (".cargo/config.toml", &format!("[env]\nPROTOC = {:?}\n", vendored_protoc())),
        (
            "src/lib.rs",
            "#![deny(warnings)]\n#![forbid(unsafe_code)]\n\
             include!(concat!(env!(\"OUT_DIR\"), \"/mod.rs\"));\n\
             // A rule leaves them to be written by hand.\n\
             impl Copy for fixtures::attributes::ByHand {}\n\
             impl Eq for fixtures::attributes::ByHand {}\n",
        ),
    ]);
    for feature in ["json", "text", "reflect", "full"] {
        let done = cargo(&sandbox, ".", &["check", "--features", feature]);
        assert_eq!(done.code, 0, "{feature}\n{}", done.stderr);
    }
}
