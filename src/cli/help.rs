//! The version and the help texts of the binary.

use super::arguments::Topic;
use crate::options::{SPECS, Spec};

/// Returns the version. The second line distinguishes this program from the C++ plugin of that
/// name.
pub(super) fn version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "protoc-gen-rust-grpc {version}\n\
         of the crate rust-grpc-build (not the C++ plugin of the same name by the gRPC authors)\n"
    )
}

const OVERVIEW: &str = "\
Generates Rust message types and gRPC stubs from Protocol Buffers.

Usage: protoc-gen-rust-grpc COMMAND

  generate     writes the code of .proto files, without protoc installed
  check        compares generated code with .proto files, or two versions of them
  lint         finds the parts of a schema that hurt users of the Rust code
  explain      prints what becomes of an element, and why
  init         writes a new project, a server and its client
  migrate      moves a project from prost and tonic to this generator
  module-tree  writes mod.rs or lib.rs over the files of several runs
  completions  prints a script for bash, zsh or fish
  help         prints the help of a command or an option; `help options` lists all

  -h, --help       prints this text, or the help of a command
  -V, --version    prints the version

As a plugin of protoc and buf it takes options, and no command:

  protoc --rust-grpc_out=OUT --rust-grpc_opt=KEY=VALUE -I proto greeter.proto
  # buf.gen.yaml, under `plugins:`
    - {local: protoc-gen-rust-grpc, out: OUT, strategy: all, opt: [KEY=VALUE]}

Environment: PROTOC is the protoc to run, and PROTOC_INCLUDE one more import folder.
";

/// The arguments of each command that reads .proto files.
const INPUT: &str = "  FILE.proto...           the files
  FOLDER...               folders, for all .proto files below them
  -I FOLDER               imports are relative to this folder; may be given again
                          [default: the folders, and the current one for files]
  --descriptor_set FILE   an encoded FileDescriptorSet to read instead; may be given
                          again. FILE.proto is then a file of the sets
  --opt KEY=VALUE         an option; may be given again (`help options` lists all)
  --opts FILE             a file of options, one KEY=VALUE a line
";

const GENERATE: &str = "\
Writes the code of .proto files. Files that are up to date are not written again.

Usage: protoc-gen-rust-grpc generate -o FOLDER [ARGUMENTS] FILE.proto|FOLDER...

  -o, --out FOLDER        the folder to write to
@INPUT@  --prune                 deletes generated files that this run does not generate
  -q, --quiet             does not print which files were written

Example: protoc-gen-rust-grpc generate -o src/proto --opt mod_file=mod.rs proto
";

const CHECK: &str = "\
Compares a folder with the code that `generate` would write, or reports which Rust
items, binary messages and JSON break since an older version. Writes nothing.

Usage: protoc-gen-rust-grpc check -o FOLDER [ARGUMENTS] FILE.proto|FOLDER...
       protoc-gen-rust-grpc check --against OLD [ARGUMENTS] FILE.proto|FOLDER...

  -o, --out FOLDER        the folder to compare with
  --against OLD           a git revision, a folder of .proto files or of generated
                          code, or a descriptor set
  --allow RULE            leaves out the changes of a rule; may be given again
  --strict                a warning also gives the exit code 1
  --json                  prints JSON
@INPUT@
Exit code: 0, up to date, or nothing breaks. 1, a file is changed, missing or left
over, or a change breaks. 2, an error.
";

const LINT: &str = "\
Finds the parts of a schema that hurt users of the Rust code. Writes nothing.

Usage: protoc-gen-rust-grpc lint [ARGUMENTS] FILE.proto|FOLDER...

@INPUT@  --allow RULE            leaves out the findings of a rule; may be given again
  --json                  prints JSON

Exit code: 0, no finding. 1, a finding. 2, an error.
";

const EXPLAIN: &str = "\
Prints what becomes of an element, and why: its Rust path and type, its name, its
storage, its derives, and the rules that apply to it.

Usage: protoc-gen-rust-grpc explain [ARGUMENTS] FILE.proto|FOLDER... PATH

  PATH                    a full name (`.acme.v1.Forecast.day`), the end of one
                          (`Forecast.day`), or `.` for every element and file
@INPUT@  --json                  prints JSON
";

const INIT: &str = "\
Writes a new project: a gRPC server and its client, which build and run.

Usage: protoc-gen-rust-grpc init FOLDER [--runtime CHECKOUT|VERSION]

  FOLDER                  a new or empty folder, which also names the package
  --runtime CHECKOUT      takes our crates from a checkout of the repository
  --runtime VERSION       takes our crates from the registry
                          [default: the checkout that built this program, or
                          its commit if that is public]
";

const COMPLETIONS: &str = "\
Prints a script that completes commands, arguments and options in a shell.

Usage: protoc-gen-rust-grpc completions bash|zsh|fish

  bash    eval \"$(protoc-gen-rust-grpc completions bash)\"
  zsh     protoc-gen-rust-grpc completions zsh > FOLDER/_protoc-gen-rust-grpc
          FOLDER is one of $fpath
  fish    protoc-gen-rust-grpc completions fish > FILE
          FILE is ~/.config/fish/completions/protoc-gen-rust-grpc.fish
";

const MIGRATE: &str = "\
Moves a project from prost-build, tonic-prost-build or protoc-gen-prost to this
generator.

Usage: protoc-gen-rust-grpc migrate [ARGUMENTS] [FOLDER]

  --write                 changes files, if the generated items are equal
  --run-build-scripts     generates by running build.rs and tests, in a copy
  --compat                changes Cargo.toml alone
  --runtime CHECKOUT|VERSION  the source of our crates, as of `init`

The command runs the program `protoc-gen-rust-grpc-migrate`, a package of its own,
so that build scripts do not compile its dependencies. To install it, in a checkout:

  cargo install --path migrate

`protoc-gen-rust-grpc migrate --help` prints more about the arguments.
";

const MODULE_TREE: &str = "\
Writes a file of modules over the generated files of several runs. A build system
runs `generate` once for each package, with --descriptor_set.

Usage: protoc-gen-rust-grpc module-tree -o FILE FOLDER...

  -o, --out FILE          the file to write, e.g. src/lib.rs or src/proto/mod.rs
  FOLDER...               the folders with generated files, at any depth

It is an error if two files have the same package, or if the files do not fit
together. The help lines name the option that makes all runs agree.
";

const PATHS: &str = "\
A PATH is a full name with a leading dot (`.acme.v1.Forecast`), or the end of one
(`Forecast.day`). `.` is everything. A comma in a value is written `\\,`.
`protoc-gen-rust-grpc help OPTION` prints all about an option.
";

/// The columns that a line of a help text may have.
const COLUMNS: usize = 84;

/// Returns the help text of a topic.
pub(super) fn text(topic: Topic) -> String {
    match topic {
        Topic::Overview => OVERVIEW.into(),
        Topic::Generate => GENERATE.replace("@INPUT@", INPUT),
        Topic::Check => CHECK.replace("@INPUT@", INPUT),
        Topic::Lint => LINT.replace("@INPUT@", INPUT),
        Topic::Explain => EXPLAIN.replace("@INPUT@", INPUT),
        Topic::Init => INIT.into(),
        Topic::ModuleTree => MODULE_TREE.into(),
        Topic::Completions => COMPLETIONS.into(),
        Topic::Migrate => MIGRATE.into(),
        Topic::Options => {
            let entries: String = SPECS.iter().map(|spec| entry(spec, first_sentence)).collect();
            format!("{PATHS}{entries}")
        }
        Topic::Option(spec) => entry(spec, str::trim).trim_start().into(),
    }
}

/// Returns the entry of an option, with a part of its help.
fn entry(spec: &Spec, part: impl Fn(&str) -> &str) -> String {
    let mut text = format!("\n{}={}", spec.key, spec.value);
    if !spec.default.is_empty() {
        text.push_str(&format!("    [default: {}]", spec.default));
    }
    let mut columns = COLUMNS;
    for word in part(spec.help).split_whitespace() {
        if columns + 1 + word.len() > COLUMNS {
            text.push_str("\n   ");
            columns = 3;
        }
        text.push(' ');
        text.push_str(word);
        columns += 1 + word.len();
    }
    text.push('\n');
    text
}

/// Returns the first sentence of a help text.
fn first_sentence(help: &str) -> &str {
    let is_end = |end: &usize| !help[..*end].ends_with("e.g");
    let end = help.match_indices(". ").map(|(end, _)| end).find(is_end);
    help[..end.map_or(help.len(), |end| end + 1)].trim()
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
        let all = text(Topic::Options);
        for spec in SPECS {
            let head = format!("{}={}", spec.key, spec.value);
            assert!(all.contains(&format!("\n{head}")), "{head}: {all}");
            let one = text(Topic::Option(spec));
            assert!(one.starts_with(&head), "{one}");
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert!(words(&one).ends_with(&words(spec.help)), "{one}");
        }
    }

    #[test]
    fn the_help_of_a_command_fits_a_screen() {
        let topics = [
            Topic::Overview,
            Topic::Generate,
            Topic::Check,
            Topic::Lint,
            Topic::Explain,
            Topic::Init,
            Topic::ModuleTree,
            Topic::Completions,
            Topic::Migrate,
        ];
        for topic in topics {
            let text = text(topic);
            assert!(text.lines().count() <= 24, "{topic:?}: {} lines", text.lines().count());
            let longest = text.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(COLUMNS), "{topic:?}: {longest:?} columns");
        }
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
