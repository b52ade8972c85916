//! Rules by path, as prost-build applies them. A text that is not a path matches nothing. Some
//! options, e.g. `bytes`, use only the paths of the last call.

use super::Config;

/// The paths of the last call of an option.
#[derive(Debug, Default)]
pub(crate) struct LastCall(Vec<String>);

impl LastCall {
    /// Replaces the paths of the call before.
    pub fn replace<S: AsRef<str>>(&mut self, paths: impl IntoIterator<Item = S>) {
        self.0 = paths
            .into_iter()
            .map(|path| path.as_ref().to_owned())
            .filter(|path| is_path(path))
            .collect();
    }
}

impl Config {
    /// Adds a rule to an option that keeps the rules of all calls.
    pub(super) fn rule<'a>(
        &mut self,
        option: for<'c> fn(
            &'c mut rust_grpc_build::Config,
            &'a str,
            &'a str,
        ) -> &'c mut rust_grpc_build::Config,
        path: &'a str,
        value: &'a str,
    ) -> &mut Self {
        if is_path(path) && !value.trim().is_empty() {
            option(&mut self.ours, path, value);
        }
        self
    }

    /// Returns the underlying builder with all options.
    pub(crate) fn finished(&self) -> rust_grpc_build::Config {
        let mut ours = self.ours.clone();
        ours.bytes(&self.last_calls.bytes.0)
            .btree_map(&self.last_calls.btree_map.0)
            .disable_comments(&self.last_calls.disable_comments.0)
            .skip_debug(&self.last_calls.skip_debug.0);
        ours
    }
}

/// Whether a text can be a path. Any other text matches nothing.
pub(super) fn is_path(text: &str) -> bool {
    let path = text.strip_prefix('.').unwrap_or(text);
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    text == "."
        || path
            .split('.')
            .all(|name| is_name(name) && !name.starts_with(|c: char| c.is_ascii_digit()))
}
