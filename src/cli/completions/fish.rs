//! The script for fish.

use super::{Command, Value, options};

const HEAD: &str = "# Completions of protoc-gen-rust-grpc for fish. To install them:
#   protoc-gen-rust-grpc completions fish \\
#       > ~/.config/fish/completions/protoc-gen-rust-grpc.fish
";

/// Returns the script.
pub(super) fn script(commands: &[Command]) -> String {
    let mut script = HEAD.to_owned();
    let mut add = |condition: &str, rest: String| {
        script.push_str(&format!("complete -c protoc-gen-rust-grpc -n {condition} {rest}\n"));
    };
    for command in commands {
        let condition = match command.name.as_str() {
            "" => "__fish_use_subcommand".to_owned(),
            name => quoted(&format!("__fish_seen_subcommand_from {name}")),
        };
        for argument in &command.arguments {
            let mut line = String::new();
            for name in &argument.names {
                line.push_str(&match name.strip_prefix("--") {
                    Some(long) => format!("-l {long} "),
                    None => format!("-s {} ", name.trim_start_matches('-')),
                });
            }
            line.push_str(&match argument.value {
                Value::None => String::new(),
                Value::Folder => "-x -a '(__fish_complete_directories)' ".to_owned(),
                Value::File => "-r -F ".to_owned(),
                Value::Option => format!("-x -a {} ", quoted(&options().join(" "))),
                Value::Other => "-x ".to_owned(),
            });
            add(&condition, format!("{line}-d {}", quoted(&argument.text)));
        }
        for word in &command.words {
            let is = |other: &&Command| command.name.is_empty() && other.name == *word;
            let text = commands.iter().find(is).map_or("", |command| &command.text);
            add(&condition, format!("-f -a {word} -d {}", quoted(text)));
        }
    }
    script
}

/// Returns a text in single quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
