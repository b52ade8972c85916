//! Fields of structs, and members of oneofs.

use super::Reader;
use super::record::Explanation;
use super::rust_name::Named;
use super::shape::literal;
use crate::emit::spelled;
use crate::model::{Field, Member, Message, Oneof, PresenceMethods, Shape};

impl Reader<'_> {
    /// Explains a field of a struct.
    pub(super) fn field(&self, full_name: &str, message: &Message, field: &Field) -> Explanation {
        let mut explained = self.begin("field", full_name, message.file, &field.declaration);
        explained.text("file", self.output(message.file));
        explained.number("number", field.number);
        explained.text("json_name", field.json_name.as_deref().unwrap_or(&field.proto_name));
        let holder = spelled::path(&message.scope, &message.ident);
        explained.rust(vec![format!("{holder}::{}", field.ident)]);
        explained.text("type", spelled::field(&self.spelling, &field.shape));
        let by_rule = &self.spelling.settings[field.settings].field_name;
        let (proto_name, ident) = (&field.proto_name, &field.ident);
        explained.fact("name", self.snake(&Named { full_name, proto_name, ident, by_rule }));
        explained.text("shape", self.shape(&field.shape));
        if let Shape::Singular { value, presence, storage, default } = &field.shape {
            if field.declared_presence.is_some_and(|declared| declared != *presence) {
                let presence = &self.spelling.settings[message.settings].presence;
                let why = match presence.rule.filter(|_| presence.value) {
                    Some(rule) => {
                        format!(
                            "the schema requires the field, and {} makes it an `Option`",
                            self.by_rule(rule)
                        )
                    }
                    None => "the schema requires the field, and its message would contain itself"
                        .to_owned(),
                };
                explained.text("optional", why);
            }
            let storage = self.storage(message, full_name, field.settings, value, *storage);
            explained.fact("storage", storage);
            if let Some(default) = default {
                explained.text("default", literal(default));
            }
        }
        if let Some(accessors) = &field.accessors {
            let names = [Some(&accessors.read), accessors.write.as_ref()];
            let methods = names.into_iter().flatten().map(|name| format!("{name}()"));
            explained.list("methods", methods.collect());
        }
        presence_methods(&mut explained, field.presence_methods.as_deref());
        self.redacted(&mut explained, message, field.redacted);
        self.deprecated(&mut explained, field.deprecated);
        explained.rules(self.rules(field.settings));
        explained
    }

    /// Explains a oneof member.
    pub(super) fn member(
        &self,
        full_name: &str,
        message: &Message,
        oneof: &Oneof,
        member: &Member,
    ) -> Explanation {
        let mut explained =
            self.begin("oneof member", full_name, message.file, &member.declaration);
        explained.text("file", self.output(message.file));
        explained.number("number", member.number);
        explained.text("json_name", member.json_name.as_deref().unwrap_or(&member.proto_name));
        let holder = spelled::path_inside(&message.scope, &message.module, &oneof.type_ident);
        explained.rust(vec![format!("{holder}::{}", member.ident)]);
        explained.text("type", spelled::stored(&self.spelling, &member.value, member.storage));
        let by_rule = &self.spelling.settings[member.settings].field_name;
        let (proto_name, ident) = (&member.proto_name, &member.ident);
        explained.fact("name", self.camel(&Named { full_name, proto_name, ident, by_rule }));
        explained.text("shape", self.value_in_words(&member.value));
        let storage =
            self.storage(message, full_name, member.settings, &member.value, member.storage);
        explained.fact("storage", storage);
        presence_methods(&mut explained, member.presence_methods.as_deref());
        self.redacted(&mut explained, message, member.redacted);
        self.deprecated(&mut explained, member.deprecated);
        explained.rules(self.rules(member.settings));
        explained
    }

    /// Adds whether `Debug` hides the value, for a field with `debug_redact = true`.
    fn redacted(&self, explained: &mut Explanation, message: &Message, is_redacted: bool) {
        if !is_redacted {
            return;
        }
        let settings = &self.spelling.settings[message.settings];
        let text = match settings.skip_debug.rule.filter(|_| !message.debug) {
            Some(rule) => {
                format!("not by generated code: {} leaves `Debug` to you", self.by_rule(rule))
            }
            None => "yes, `Debug` prints `[REDACTED]`".to_owned(),
        };
        explained.text("redacted", text);
    }
}

/// Adds the presence methods of a field.
fn presence_methods(explained: &mut Explanation, methods: Option<&PresenceMethods>) {
    if let Some(PresenceMethods { has, clear, take, default }) = methods {
        let names = [has, clear, take].into_iter().chain(default);
        explained.list("trait_methods", names.map(|name| format!("{name}()")).collect());
    }
}
