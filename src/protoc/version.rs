//! Which protoc it is.

use std::fmt;

/// e.g. 36.2 or 3.19.4, which is older than 22.0: the leading 3 was dropped then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// e.g. 36 or 3.
    major: u32,
    /// As `protoc --version` says it.
    text: String,
}

impl Version {
    /// From e.g. `libprotoc 36.2`; `None` if that is no answer of protoc's.
    pub fn parse(answer: &str) -> Option<Self> {
        let text = answer.trim().strip_prefix("libprotoc ")?.trim();
        let major = text.split('.').next()?.parse().ok()?;
        Some(Self { major, text: text.into() })
    }

    /// Whether it is release `major` or a later one.
    pub fn is_at_least(&self, major: u32) -> bool {
        self.major >= major
    }

    /// Whether it knows `--retain_options`: 22 does not, 24 does.
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
