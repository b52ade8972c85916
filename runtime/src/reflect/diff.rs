//! The differences between two messages, e.g. to explain a failed test.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use prost::DecodeError;

use super::{FieldDescriptor, Reflect, Value};

mod shown;
mod walk;

use shown::Shown;
use walk::Walk;

/// The differences between two messages. `Display` prints one line for each difference.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    differences: Vec<Difference>,
}

/// A field, element or entry in which two messages differ.
#[derive(Clone)]
pub struct Difference {
    path: String,
    /// The field. It is `None` for unknown fields.
    field: Option<FieldDescriptor>,
    left: Option<Value>,
    right: Option<Value>,
    is_redacted: bool,
}

/// Returns the differences between two messages, in the order of the fields' numbers.
///
/// ```
/// use rust_grpc::prost_types::{DescriptorProto, EnumDescriptorProto};
/// use rust_grpc::reflect;
///
/// let named = |name: &str| DescriptorProto { name: Some(name.into()), ..Default::default() };
/// let mut other = named("Night");
/// other.enum_type = vec![EnumDescriptorProto::default()];
///
/// let diff = reflect::diff(&named("Day"), &other)?;
/// assert_eq!(diff.paths().collect::<Vec<_>>(), ["name", "enum_type[0]"]);
/// assert_eq!(diff.to_string(), "name: \"Day\" != \"Night\"\nenum_type[0]: unset != {}\n");
/// assert!(reflect::diff(&other, &other)?.is_empty());
/// # Ok::<(), rust_grpc::prost::DecodeError>(())
/// ```
///
/// Lists are compared element by element, and maps key by key. A NaN equals a NaN. A field with
/// `debug_redact` is compared as a whole, and its value is not printed. If a message has such a
/// field or extension, its unknown fields are also compared as a whole and not printed.
///
/// Dynamic messages of different types differ as a whole. The path of this difference is empty.
///
/// # Errors
/// Messages nest more than 100 levels deep.
pub fn diff<M: Reflect>(left: &M, right: &M) -> Result<Diff, DecodeError> {
    let mut walk = Walk::default();
    walk.whole(&left.to_dynamic()?, &right.to_dynamic()?);
    Ok(Diff { differences: walk.found })
}

impl Diff {
    /// Whether the messages are equal: there is no difference.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// Returns the differences.
    pub fn iter(&self) -> core::slice::Iter<'_, Difference> {
        self.differences.iter()
    }

    /// Returns the paths of the differences, e.g. `days[3].wind`.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.differences.iter().map(Difference::path)
    }
}

impl Difference {
    /// Returns the path of the field, element or entry, e.g. `days[3].wind`. For unknown fields,
    /// the path is the path of their message and `(unknown fields)`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the value in the first message. Returns `None` if it is unset there.
    pub fn left(&self) -> Option<&Value> {
        self.left.as_ref()
    }

    /// Returns the value in the second message. Returns `None` if it is unset there.
    pub fn right(&self) -> Option<&Value> {
        self.right.as_ref()
    }

    /// Whether the values are not printed. This is so if the field has `debug_redact`, and for
    /// unknown fields of a message with such a field or extension.
    pub fn is_redacted(&self) -> bool {
        self.is_redacted
    }
}

/// `Debug` shows a redacted difference without its values.
impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Difference { path, field, left, right, is_redacted } = self;
        let mut shown = f.debug_struct("Difference");
        shown.field("path", path).field("field", field);
        for (name, value) in [("left", left), ("right", right)] {
            match value {
                Some(_) if *is_redacted => {
                    shown.field(name, &Some(format_args!("[REDACTED]")));
                }
                value => {
                    shown.field(name, value);
                }
            }
        }
        shown.field("is_redacted", is_redacted).finish()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown =
            |value| Shown { value, field: self.field.as_ref(), is_hidden: self.is_redacted };
        write!(f, "{}: {} != {}", self.path, shown(self.left()), shown(self.right()))
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.differences.iter().try_for_each(|difference| writeln!(f, "{difference}"))
    }
}

impl<'d> IntoIterator for &'d Diff {
    type Item = &'d Difference;
    type IntoIter = core::slice::Iter<'d, Difference>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests;
