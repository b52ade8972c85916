//! Random messages for tests that do not compare pairs of types.

use std::fmt;

use crate::random::{Random, Style};
use crate::schema::Schema;

/// Random messages of the types of a schema.
pub struct Samples(Schema);

impl fmt::Debug for Samples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Samples")
    }
}

impl Samples {
    /// Creates samples of the types in an encoded `FileDescriptorSet`.
    pub fn new(set: &[u8]) -> Self {
        Samples(Schema::new(set))
    }

    /// Returns messages that have a JSON form: the smallest message, one for each field and
    /// extension, and `random` random ones.
    pub fn with_json(&self, full_name: &str, random: u64) -> Vec<Vec<u8>> {
        messages(&self.0, full_name, Style::Json, random)
    }
}

/// Returns the smallest message, one for each field and extension, and random ones.
pub(crate) fn messages(schema: &Schema, name: &str, style: Style, random: u64) -> Vec<Vec<u8>> {
    let message = schema.message(name);
    let smallest = || Random::new(0, style).message(schema, message, 0);
    let mut messages = vec![smallest()];
    let random = (0..random).map(|seed| Random::new(seed, style).message(schema, message, 4));
    if style == Style::Json && message.full_name.starts_with("google.protobuf.") {
        // A message with a single field may have no JSON form, e.g. a `Timestamp` with seconds
        // only.
        messages.extend(random);
        return messages;
    }
    for field in &message.fields {
        let mut bytes = smallest();
        let mut random = Random::new(u64::from(field.number), style);
        random.field(schema, field, 3, &mut bytes);
        messages.push(bytes);
    }
    let extensions = if style == Style::Plain { &[][..] } else { &message.extensions };
    for extension in extensions {
        let mut bytes = smallest();
        let mut random = Random::new(u64::from(extension.number), style);
        random.extension(schema, message, extension, 3, &mut bytes);
        messages.push(bytes);
    }
    messages.extend(random);
    messages
}
