//! The version and the help text of the binary.

use crate::options::SPECS;

/// The second line is there because the name has been given away before.
pub(super) fn version() -> String {
    format!(
        "protoc-gen-rust-grpc {}\nof the crate rust-grpc-build (not the C++ plugin of the same name by the gRPC authors)\n",
        env!("CARGO_PKG_VERSION")
    )
}

const USAGE: &str = "Generates Rust message types and gRPC stubs from Protocol Buffers.

As a plugin:
  protoc --rust-grpc_out=OUT [--rust-grpc_opt=KEY=VALUE]... -I proto proto/greeter.proto
  buf generate, with this in buf.gen.yaml:
    plugins: [{local: protoc-gen-rust-grpc, out: OUT, opt: [KEY=VALUE]}]

On its own; protoc is inside:
  protoc-gen-rust-grpc generate [-I FOLDER]... --out FOLDER [--opt KEY=VALUE]... FILE.proto...
      Writes the files that have changed, and says which. Imports are looked for in the folders of -I, by default in the
      current one.
  protoc-gen-rust-grpc check (as generate)
      Writes nothing: exit 0 if the files are as they should be, 1 with a diff if not, 2 after an error.
  protoc-gen-rust-grpc explain [-I FOLDER]... [--opt KEY=VALUE]... [--json] FILE.proto... PATH
      Says what becomes of an element, and why: its Rust path and type, its name, its storage, its derives, and the rules
      that gave it options. PATH is a full name (`.acme.v1.Forecast.day`), the end of one (`Forecast.day`), or
      `.` for every element and file.
  protoc-gen-rust-grpc init FOLDER [--runtime CHECKOUT|VERSION]
      Writes a new project, a Greeter with server and client.

generate, check and explain also take
  --opts FILE             options from a file, one KEY=VALUE a line
  --descriptor_set FILE   what protoc has compiled already, instead of .proto files

generate and check also take
  -q, --quiet             nothing on the standard output of generate; warnings and errors stay

  -h, --help              this text
  -V, --version           which version this is

Environment: PROTOC names the protoc to run instead of the first one in PATH or the one inside; PROTOC_INCLUDE, a folder to
look for imports in.

Options (KEY=VALUE). A PATH is a full name, rooted with a leading dot (`.acme.v1.Forecast`) or a suffix without
(`Forecast.day`); `.` is everything. A comma in a value is written `\\,`.
";

/// All of it, with the table of options.
pub(super) fn text() -> String {
    let mut text = USAGE.to_string();
    for spec in SPECS {
        let given = format!("  {}={}", spec.key, spec.value);
        let default = if spec.default.is_empty() {
            String::new()
        } else {
            format!(" [default: {}]", spec.default)
        };
        let mut line = String::new();
        text.push_str(&format!("\n{given}\n"));
        for word in format!("{}{default}", spec.help.trim()).split_whitespace() {
            if line.len() + word.len() > 110 {
                text.push_str(&format!("      {}\n", line.trim_end()));
                line.clear();
            }
            line.push_str(word);
            line.push(' ');
        }
        text.push_str(&format!("      {}\n", line.trim_end()));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use super::*;

    const BEGIN: &str =
        "<!-- options: written by `BLESS=1 cargo test -p rust-grpc-build options` -->\n";
    const END: &str = "<!-- end of options -->\n";

    fn markdown() -> String {
        let mut table = "| option | default | |\n|---|---|---|\n".to_string();
        for spec in SPECS {
            let default =
                if spec.default.is_empty() { String::new() } else { format!("`{}`", spec.default) };
            table.push_str(&format!(
                "| `{}={}` | {default} | {} |\n",
                spec.key,
                spec.value.replace('|', "\\|"),
                spec.help.trim()
            ));
        }
        table
    }

    #[test]
    fn help_shows_every_option() {
        let text = text();
        assert!(
            SPECS.iter().all(|spec| text.contains(&format!("\n  {}={}\n", spec.key, spec.value))),
            "{text}"
        );
    }

    #[test]
    fn docs_show_all_options() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/options.md");
        let text = fs::read_to_string(&path).unwrap();
        let parts =
            text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?)));
        let (before, (table, after)) = parts.unwrap_or_else(|| {
            panic!("docs/options.md has no place for the options:\n{BEGIN}{END}")
        });
        if table == markdown() {
            return;
        }
        assert!(
            env::var_os("BLESS").is_some(),
            "docs/options.md does not show the options as they are; BLESS=1 writes them"
        );
        fs::write(path, format!("{before}{BEGIN}{}{END}{after}", markdown())).unwrap();
    }
}
