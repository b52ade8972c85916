//! The path of fields to a value.

use alloc::string::String;

use crate::json::error::JsonError;

/// The steps to a value. Each visitor has the innermost step, which refers to the step around it.
pub(super) struct Path<'p> {
    outer: Option<&'p Path<'p>>,
    step: Step<'p>,
}

/// A step of a path.
pub(super) enum Step<'p> {
    /// No step. The value is the whole message.
    Root,
    /// The JSON name of a field.
    Field(&'p str),
    /// The position in a list.
    Element(usize),
    /// The key of a map's entry.
    Entry(&'p str),
}

impl<'p> Path<'p> {
    /// The path to the whole message.
    pub(super) const ROOT: Path<'static> = Path { outer: None, step: Step::Root };

    /// Returns the path with one more step.
    pub(super) fn then(&'p self, step: Step<'p>) -> Path<'p> {
        Path { outer: Some(self), step }
    }

    /// Returns an error in the value.
    #[cold]
    pub(super) fn error(&self, what: impl Into<String>) -> JsonError {
        self.locate(JsonError::new(what))
    }

    /// Adds the path to an error in the value.
    #[cold]
    pub(super) fn locate(&self, error: JsonError) -> JsonError {
        let (mut error, mut path) = (error, Some(self));
        while let Some(Path { outer, step }) = path {
            error = match step {
                Step::Root => error,
                Step::Field(name) => error.in_field(name),
                Step::Element(index) => error.in_element(*index),
                Step::Entry(key) => error.in_entry(key),
            };
            path = *outer;
        }
        error
    }
}
