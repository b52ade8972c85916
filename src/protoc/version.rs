//! The version of protoc.

use std::fmt;

/// The version of a protoc, e.g. 36.2 or 3.19.4. Version 3.21 was followed by 22.0, without the
/// leading 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// The first number, e.g. 36 or 3.
    major: u32,
    /// The version as `protoc --version` prints it.
    text: String,
}

impl Version {
    /// Parses an answer to `--version`, e.g. `libprotoc 36.2`. Returns `None` if protoc does not
    /// answer so.
    pub fn parse(answer: &str) -> Option<Self> {
        let text = answer.trim().strip_prefix("libprotoc ")?.trim();
        let major = text.split('.').next()?.parse().ok()?;
        Some(Self { major, text: text.into() })
    }

    /// Whether the version is release `major` or a later one.
    pub fn is_at_least(&self, major: u32) -> bool {
        self.major >= major
    }

    /// Whether protoc knows `--retain_options`. Release 22 does not, release 24 does.
    pub fn retains_options(&self) -> bool {
        self.is_at_least(24)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn reads_what_protoc_answers() {
        for (answer, text, retains) in [
            ("libprotoc 3.19.4\n", "3.19.4", false),
            ("libprotoc 22.0", "22.0", false),
            ("libprotoc 36.2\n", "36.2", true),
            ("libprotoc 30.0-rc1\n", "30.0-rc1", true),
        ] {
            let version = Version::parse(answer).unwrap();
            assert_eq!((version.to_string().as_str(), version.retains_options()), (text, retains));
        }
        assert_eq!(Version::parse("buf 1.75"), None);
        assert_eq!(Version::parse("pyenv: protoc: command not found"), None);
    }
}
