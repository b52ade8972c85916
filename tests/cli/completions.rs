//! The scripts of `completions`, in the shells that they are for.
//!
//! A function with the name of the binary prints the arguments that the shell gives it. The shell
//! reads tabs as from a keyboard.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::sandbox::Sandbox;

/// Prints its arguments, each between `<` and `>`.
const FUNCTION: &str = "protoc-gen-rust-grpc() { printf '<%s>' \"$@\"; echo; }\n";

/// Returns a folder with the script for a shell.
fn sandbox(shell: &str) -> Sandbox {
    let sandbox = Sandbox::new(&[("protos/a.proto", ""), ("options", "")]);
    let script = sandbox.run(&["completions", shell]).quiet().stdout.clone();
    sandbox.put("script", script);
    sandbox
}

/// Runs a shell with some lines of input, and returns what it prints.
fn typed(sandbox: &Sandbox, program: &str, arguments: &[&str], lines: &[(&str, &str)]) -> String {
    let mut shell = Command::new(program)
        .args(arguments)
        .current_dir(sandbox.path("."))
        .env("TERM", "dumb")
        .env("ZDOTDIR", sandbox.path("."))
        .env_remove("HISTFILE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; `scripts/fetch shells` fetches it"));
    let mut input = shell.stdin.take().unwrap();
    for (line, _) in lines {
        writeln!(input, "protoc-gen-rust-grpc {line}").unwrap();
    }
    writeln!(input, "exit").unwrap();
    // Tabs are typed before the shell reads them. The end of the input ends the shell.
    drop(input);
    let output = shell.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Lines with tabs, and the arguments that the shell makes of them.
const LINES: &[(&str, &str)] = &[
    ("gen\t", "<generate>"),
    ("check --descr\t opt\t", "<check><--descriptor_set><options>"),
    ("generate -o pro\t", "<generate><-o><protos"),
    ("generate --prun\t", "<generate><--prune>"),
    ("generate --opt enums=op\t --opt codec=in\t x", "<--opt><enums=open><--opt><codec=inline><x>"),
    ("generate --opt field_n\tA.b=c", "<generate><--opt><field_name=A.b=c>"),
    ("generate --opt=codec=in\t", "<generate><--opt=codec=inline>"),
    ("completions fi\t", "<completions><fish>"),
    ("help json_em\t", "<help><json_emit_defaults>"),
];

/// Checks the output of a shell that has read [`LINES`].
fn check(output: &str) {
    for (line, expected) in LINES {
        assert!(output.contains(expected), "{line}: {expected}\n{output}");
    }
}

#[test]
fn bash_completes() {
    let sandbox = sandbox("bash");
    sandbox.put("rc", format!("source ./script\n{FUNCTION}"));
    let arguments = ["--noprofile", "--rcfile", "rc", "-i"];
    check(&typed(&sandbox, "bash", &arguments, LINES));
}

#[test]
#[ignore = "needs zsh: scripts/fetch shells"]
fn zsh_completes() {
    let sandbox = sandbox("zsh");
    let setup = "autoload -Uz compinit; compinit -D -u\nsource ./script\n";
    sandbox.put(".zshrc", format!("{setup}{FUNCTION}"));
    // zsh completes on a terminal only, which `script` provides.
    let arguments = ["--quiet", "--command", "zsh -d -i", "/dev/null"];
    check(&typed(&sandbox, "script", &arguments, LINES));
}

#[test]
#[ignore = "needs fish: scripts/fetch shells"]
fn fish_completes() {
    let sandbox = sandbox("fish");
    for (line, expected) in [
        ("gen", "generate\twrites the code of .proto files"),
        ("generate --pr", "--prune\tdeletes generated files"),
        ("generate --opt enums=o", "enums=open\t"),
        ("check -o pro", "protos/"),
        ("completions f", "fish"),
        ("help json_em", "json_emit_defaults"),
    ] {
        let command = format!("source script; complete -C 'protoc-gen-rust-grpc {line}'");
        let output = sandbox.done(
            Command::new("fish")
                .args(["--no-config", "-c", &command])
                .current_dir(sandbox.path("."))
                .output()
                .unwrap_or_else(|error| panic!("fish: {error}; `scripts/fetch shells` fetches it")),
        );
        assert!(output.quiet().stdout.starts_with(expected), "{line}: {output:?}");
    }
}
