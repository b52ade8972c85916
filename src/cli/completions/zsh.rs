//! The script for zsh.

use super::{Argument, Command, Value, options};

const SCRIPT: &str = r#"#compdef protoc-gen-rust-grpc
# Completions of protoc-gen-rust-grpc for zsh. To install them, in a folder of $fpath:
#   protoc-gen-rust-grpc completions zsh > FOLDER/_protoc-gen-rust-grpc

_protoc_gen_rust_grpc_options() {
    local -a options=(@OPTIONS@)
    # No blank follows a key without its value.
    compadd -S '' -- ${(M)options:#*=}
    compadd -- ${options:#*=}
}

_protoc-gen-rust-grpc() {
    if ((CURRENT == 2)); then
        local -a commands=(
@LIST@        )
        _describe command commands
        _arguments \
@BINARY@            '*:'
        return
    fi
    local command=$words[2]
    shift words
    ((CURRENT--))
    case $command in
@COMMANDS@    esac
}

if [[ $funcstack[1] == _protoc-gen-rust-grpc ]]; then
    _protoc-gen-rust-grpc "$@"
else
    compdef _protoc-gen-rust-grpc protoc-gen-rust-grpc
fi
"#;

/// Returns the script.
pub(super) fn script(commands: &[Command]) -> String {
    let (mut list, mut binary, mut cases) = (String::new(), String::new(), String::new());
    for command in commands {
        let lines: String = command.arguments.iter().map(line).collect();
        if command.name.is_empty() {
            binary = lines;
            continue;
        }
        list.push_str(&format!(
            "            '{}:{}'\n",
            described(&command.name),
            described(&command.text)
        ));
        let rest = match command.words.is_empty() {
            true => "'*:file:_files'".to_owned(),
            false => format!("'1:word:({})'", command.words.join(" ")),
        };
        let name = &command.name;
        cases.push_str(&format!(
            "    {name})\n        _arguments \\\n{lines}            {rest}\n        ;;\n"
        ));
    }
    SCRIPT
        .replace("@OPTIONS@", &options().join(" "))
        .replace("@LIST@", &list)
        .replace("@BINARY@", &binary)
        .replace("@COMMANDS@", &cases)
}

/// Returns the line of an argument, which may be given again.
fn line(argument: &Argument) -> String {
    let action = match argument.value {
        Value::None => String::new(),
        Value::Folder => format!(":{}:_files -/", argument.shown),
        Value::File => format!(":{}:_files", argument.shown),
        Value::Option => format!(":{}:_protoc_gen_rust_grpc_options", argument.shown),
        Value::Other => format!(":{}: ", argument.shown),
    };
    let text = described(&argument.text);
    let one = |name: &String| {
        // A long argument takes its value as the next word, or after `=`.
        let form = match argument.value != Value::None && name.starts_with("--") {
            true => "=",
            false => "",
        };
        format!("            '*{name}{form}[{text}]{action}' \\\n")
    };
    argument.names.iter().map(one).collect()
}

/// Returns a text for a description in single quotes.
pub(super) fn described(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '[' | ']' | ':' | '\\' => escaped.extend(['\\', c]),
            '\'' => escaped.push_str("'\\''"),
            c => escaped.push(c),
        }
    }
    escaped
}
