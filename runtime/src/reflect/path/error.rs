//! The error of a path.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt;

use super::{KeyKind, key};

use crate::reflect::error::shortened;
use crate::reflect::{FieldError, MessageDescriptor};

/// The reason why a path names no field, element or entry of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    path: String,
    problem: Cow<'static, str>,
}

impl PathError {
    #[cold]
    pub(in crate::reflect) fn new(path: &str, problem: impl Into<Cow<'static, str>>) -> Self {
        PathError { path: shortened(path), problem: problem.into() }
    }

    #[cold]
    pub(super) fn syntax(path: &str) -> Self {
        PathError::new(path, "the path is malformed")
    }

    #[cold]
    pub(super) fn too_long(path: &str) -> Self {
        PathError::new(path, "the path has too many steps")
    }

    #[cold]
    pub(in crate::reflect) fn no_field(
        path: &str,
        message: &MessageDescriptor,
        field: &str,
    ) -> Self {
        PathError::new(path, message.schema().no_field(field, &shortened(field)))
    }

    /// Returns the error for a missing element or entry. `kind` is the type of the map's keys, and
    /// `None` for a list.
    #[cold]
    pub(super) fn no_element(path: &str, index: &str, kind: Option<KeyKind>) -> Self {
        let shown = shortened(index);
        let problem = match kind {
            None if index.parse::<usize>().is_err() => format!("`{shown}` is not a position"),
            None => format!("there is no element `{shown}`"),
            Some(kind) if key(index, kind).is_some() => format!("there is no entry `{shown}`"),
            Some(KeyKind::String) => {
                format!("the key `{shown}` is not in double quotes, e.g. `[\"north\"]`")
            }
            Some(KeyKind::Bool) => format!("the key `{shown}` is neither `true` nor `false`"),
            Some(_) => format!("the key `{shown}` is not a number of the map's type"),
        };
        PathError::new(path, problem)
    }

    #[cold]
    pub(super) fn no_container(path: &str, index: &str) -> Self {
        let index = shortened(index);
        PathError::new(
            path,
            format!("`[{index}]` follows a value that is neither a list nor a map"),
        )
    }

    #[cold]
    pub(in crate::reflect) fn no_message(path: &str, field: &str) -> Self {
        PathError::new(path, format!("`{}` is not a message", shortened(field)))
    }

    /// Returns the error for a field of something that is not a message. `value` describes that
    /// value.
    #[cold]
    pub(super) fn not_in_message(path: &str, field: &str, value: &str) -> Self {
        let field = shortened(field);
        PathError::new(path, format!("`{field}` is looked up in {value}, not in a message"))
    }

    #[cold]
    pub(super) fn value(path: &str, error: &FieldError) -> Self {
        PathError::new(path, format!("{error}"))
    }

    #[cold]
    pub(in crate::reflect) fn of_message(path: &str, error: &prost::DecodeError) -> Self {
        PathError::new(path, format!("{error}"))
    }

    /// Returns the path.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "path `{}`: {}", self.path, self.problem)
    }
}

impl core::error::Error for PathError {}
