//! The command `completions`: scripts that complete the arguments of the binary in a shell.
//!
//! The scripts are made from the help texts and the table of options. So a new command, argument or
//! option needs no change in this module. A help text shows an argument as a line that begins with
//! two blanks and a dash: `  -o, --out FOLDER        the folder to write to`.

use super::arguments::Topic;
use super::help;
use crate::options::SPECS;

mod bash;
mod fish;
mod zsh;

/// The names of the shells.
pub(super) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// Returns the script for a shell. Returns `None` for other names than those of [`SHELLS`].
pub(super) fn script(shell: &str) -> Option<String> {
    let commands = commands();
    match shell {
        "bash" => Some(bash::script(&commands)),
        "zsh" => Some(zsh::script(&commands)),
        "fish" => Some(fish::script(&commands)),
        _ => None,
    }
}

/// A command, or the binary without a command.
#[derive(Debug)]
struct Command {
    /// The name, e.g. `check`. It is empty for the binary without a command.
    name: String,
    /// The description in the list of commands, e.g. `prints the help of a command or an option`.
    text: String,
    arguments: Vec<Argument>,
    /// The words that the command takes besides files, e.g. the shells of `completions`.
    words: Vec<String>,
}

/// An argument that begins with a dash.
#[derive(Debug)]
struct Argument {
    /// The names, e.g. `-o` and `--out`.
    names: Vec<String>,
    value: Value,
    /// The value as the help text shows it, e.g. `FOLDER`. It is empty if there is no value.
    shown: String,
    /// The first line of the description.
    text: String,
}

/// The value of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// The argument has no value.
    None,
    Folder,
    File,
    /// An option of the generator.
    Option,
    /// Another text, which no script completes.
    Other,
}

/// Returns the binary without a command, and all commands.
fn commands() -> Vec<Command> {
    let overview = help::text(Topic::Overview);
    let mut commands: Vec<Command> = overview
        .lines()
        .skip_while(|line| !line.starts_with("Usage:"))
        .filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(['-', ' '])))
        .map_while(|line| line.split_once("  "))
        .map(|(name, text)| Command {
            name: name.to_owned(),
            text: text.trim().to_owned(),
            arguments: Vec::new(),
            words: Vec::new(),
        })
        .collect();
    let names: Vec<String> = commands.iter().map(|command| command.name.clone()).collect();
    for command in &mut commands {
        match command.name.as_str() {
            "help" => {
                let keys = SPECS.iter().map(|spec| spec.key.to_owned());
                command.words =
                    names.iter().cloned().chain(["options".into()]).chain(keys).collect();
            }
            "completions" => command.words = SHELLS.map(str::to_owned).into(),
            _ => {}
        }
        // The help text of `help` is that of the binary without a command.
        if let Ok(topic) = Topic::of(&command.name)
            && command.name != "help"
        {
            command.arguments = arguments(&help::text(topic));
            command.arguments.push(Argument {
                names: vec!["-h".into(), "--help".into()],
                value: Value::None,
                shown: String::new(),
                text: "prints the help of the command".into(),
            });
        }
    }
    let binary = Command {
        name: String::new(),
        text: String::new(),
        arguments: arguments(&overview),
        words: names,
    };
    commands.insert(0, binary);
    commands
}

/// Returns the arguments that a help text shows, each once.
fn arguments(help: &str) -> Vec<Argument> {
    let mut found: Vec<Argument> = Vec::new();
    for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
        let (head, text) = line.split_once("  ").unwrap_or((line, ""));
        let (names, values): (Vec<&str>, Vec<&str>) = head
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .partition(|w| w.starts_with('-'));
        let is_known = |argument: &Argument| names.iter().any(|name| argument.names[0] == *name);
        if !line.starts_with('-') || found.iter().any(is_known) {
            continue;
        }
        let value = match values.first() {
            None => Value::None,
            Some(&"FOLDER" | &"CHECKOUT") => Value::Folder,
            Some(&"FILE") => Value::File,
            Some(&"KEY=VALUE") => Value::Option,
            Some(_) => Value::Other,
        };
        found.push(Argument {
            names: names.into_iter().map(str::to_owned).collect(),
            value,
            shown: values.join(" "),
            text: text.trim().to_owned(),
        });
    }
    found
}

/// Returns the beginnings of all options: `KEY=WORD` for each word that the value can be, else
/// `KEY=`.
fn options() -> Vec<String> {
    let mut options = Vec::new();
    for spec in SPECS {
        let value = spec.value.trim_start_matches("[PATH=]");
        let words: Vec<&str> = match value {
            _ if value == "BOOL" || value.starts_with("BOOL|") => vec!["true", "false"],
            _ => value.split('|').collect(),
        };
        let is_word = |word: &str| !word.contains(|c: char| c.is_ascii_uppercase());
        match words.iter().all(|word| is_word(word)) {
            true => options.extend(words.iter().map(|word| format!("{}={word}", spec.key))),
            false => options.push(format!("{}=", spec.key)),
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use super::super::arguments::COMMANDS;
    use super::*;

    #[test]
    fn every_command_and_argument_is_found() {
        let commands = commands();
        let names: Vec<&str> = commands.iter().map(|command| &*command.name).collect();
        let missing: Vec<_> = COMMANDS.iter().filter(|name| !names.contains(name)).collect();
        assert!(missing.is_empty() && names[..2] == ["", "generate"], "{missing:?} {names:?}");
        for command in &commands {
            assert!(command.name == "help" || !command.arguments.is_empty(), "{command:?}");
        }
        let generate = &commands[1].arguments;
        let value = |name: &str| {
            let is = |argument: &&Argument| argument.names.iter().any(|other| other == name);
            generate.iter().find(is).map(|argument| argument.value)
        };
        for (name, expected) in [
            ("-o", Value::Folder),
            ("--out", Value::Folder),
            ("-I", Value::Folder),
            ("--descriptor_set", Value::File),
            ("--opt", Value::Option),
            ("--prune", Value::None),
        ] {
            assert_eq!(value(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn options_with_words_have_a_line_for_each() {
        let options = options();
        for line in ["codec=inline", "enums=open", "json=false", "field_name=", "mod_file="] {
            assert!(options.iter().any(|option| option == line), "{line}: {options:?}");
        }
    }

    /// `fish -n` and `zsh -n` check less than a parser of ours would: a quote that ends too early
    /// is often valid.
    #[test]
    fn quotes_and_brackets_are_escaped() {
        assert_eq!(fish::quoted("a 'b' \\"), "'a \\'b\\' \\\\'");
        assert_eq!(zsh::described("[a]: 'b' \\"), "\\[a\\]\\: '\\''b'\\'' \\\\");
    }
}
