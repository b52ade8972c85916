//! The flags of interop programs: `--name=value` or `--name value`.

use std::process::ExitCode;

/// The flags of the command line.
#[derive(Debug)]
pub struct Flags(Vec<(String, String)>);

impl Flags {
    /// Reads the command line.
    ///
    /// # Errors
    /// Returns an error if a flag is unknown or has no value.
    pub fn parse(known: &[&str]) -> Result<Self, String> {
        let mut flags = Vec::new();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let flag =
                word.strip_prefix("--").ok_or_else(|| format!("expected a flag, not {word:?}"))?;
            let (name, value) = match flag.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (flag.to_owned(), words.next()),
            };
            if !known.contains(&name.as_str()) {
                return Err(format!("unknown flag --{name}; there are --{}", known.join(", --")));
            }
            flags.push((name.clone(), value.ok_or_else(|| format!("--{name} needs a value"))?));
        }
        Ok(Self(flags))
    }

    /// Returns the value of a flag.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the value of a required flag.
    ///
    /// # Errors
    /// Returns an error if the flag is missing.
    pub fn required(&self, name: &str) -> Result<&str, String> {
        self.get(name).ok_or_else(|| format!("--{name} is missing"))
    }

    /// Whether the value of the flag is `true`.
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }
}

/// Prints the error of an outcome, and returns the exit code.
pub fn finish(outcome: Result<(), String>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
