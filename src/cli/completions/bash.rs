//! The script for bash, also for version 3.2, which macOS has.

use super::{Command, Value, options};

const SCRIPT: &str = r#"# Completions of protoc-gen-rust-grpc for bash. To load them:
#   eval "$(protoc-gen-rust-grpc completions bash)"
_protoc_gen_rust_grpc() {
    # bash splits words at `=`. Here, `--opt json=true` has two words.
    local current="" previous="" command="" word i joined=""
    local -a words=()
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ${#words[@]} -gt 0 && ($word == =* || $joined == *=) ]]; then
            joined+=$word
            words[${#words[@]} - 1]=$joined
        else
            joined=$word
            words+=("$word")
        fi
    done
    current=$joined
    if [[ ${#words[@]} -gt 1 ]]; then
        command=${words[0]}
        previous=${words[${#words[@]} - 2]}
    fi
    local options="@OPTIONS@"
    local candidates=""
    # A long argument and its value can also be one word.
    local prefix=""
    if [[ $current == --*=* ]]; then
        previous=${current%%=*}
        prefix=$previous=
    fi
    case "$command $previous" in
@VALUES@    *)
        prefix=""
        case "$command" in
@COMMANDS@        esac
        ;;
    esac
    # Without candidates, bash completes the names of files.
    [[ -n $candidates ]] || return 0
    # shellcheck disable=SC2207 # no candidate has a blank
    COMPREPLY=($(compgen -P "$prefix" -W "$candidates" -- "${current#"$prefix"}"))
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2> /dev/null
    fi
    # bash replaces the part after the last `=` only, if it splits words there.
    if [[ $current == *=* && $COMP_WORDBREAKS == *=* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${current%"${current##*=}"}"}")
    fi
}
complete -o bashdefault -o default -F _protoc_gen_rust_grpc protoc-gen-rust-grpc
"#;

/// Returns the script.
pub(super) fn script(commands: &[Command]) -> String {
    let (mut values, mut names) = (String::new(), String::new());
    for command in commands {
        for (value, body) in [
            (Value::Option, "candidates=$options"),
            (Value::Folder, "compopt -o dirnames 2> /dev/null; return 0"),
            (Value::File, "return 0"),
            (Value::Other, "return 0"),
        ] {
            let arguments = command.arguments.iter().filter(|argument| argument.value == value);
            let patterns: Vec<String> = arguments
                .flat_map(|argument| &argument.names)
                .map(|name| format!("\"{} {name}\"", command.name))
                .collect();
            if !patterns.is_empty() {
                values.push_str(&format!("    {}) {body} ;;\n", patterns.join(" | ")));
            }
        }
        let flags = command.arguments.iter().flat_map(|argument| &argument.names);
        let flags: Vec<&str> = flags.map(String::as_str).collect();
        let words = command.words.join(" ");
        let name = &command.name;
        names.push_str(&format!("        \"{name}\")\n"));
        match words.is_empty() {
            // The command takes files, unless an argument is begun.
            true => names.push_str(&format!(
                "            if [[ $current == -* ]]; then candidates=\"{}\"; fi\n",
                flags.join(" ")
            )),
            false => {
                names.push_str(&format!("            candidates=\"{words} {}\"\n", flags.join(" ")))
            }
        }
        names.push_str("            ;;\n");
    }
    SCRIPT
        .replace("@OPTIONS@", &options().join(" "))
        .replace("@VALUES@", &values)
        .replace("@COMMANDS@", &names)
}
