//! Extensions.

use super::Reader;
use super::record::Explanation;
use super::rust_name::Named;
use super::shape::literal;
use crate::emit::spelled;
use crate::model::{Extension, Shape};

impl Reader<'_> {
    /// Explains an extension.
    pub(super) fn extension(&self, extension: &Extension) -> Explanation {
        let Extension { full_name, file, declaration, proto_name, .. } = extension;
        let settings = &self.spelling.settings[extension.settings];
        let mut explained = self.begin("extension", full_name, *file, declaration);
        if let Some(scope) = extension.scope {
            let message = self.spelling.model.messages[scope].as_ref();
            explained.list("scope", message.map(|it| it.full_name.clone()).into_iter().collect());
        }
        explained.text("extends", self.message_in_words(&extension.extendee));
        explained.number("number", extension.number);
        let json_name = extension.json_name.as_ref().unwrap_or(&extension.proto_name);
        explained.text("json_name", &**json_name);
        explained.text("shape", self.shape(&extension.shape));
        if let Shape::Singular { default: Some(default), .. } = &extension.shape {
            explained.text("default", literal(default));
        }
        if extension.redacted {
            explained.text("redacted", "yes, in the schema");
        }
        self.deprecated(&mut explained, extension.deprecated);
        match &extension.constant {
            Some(constant) => {
                let path = spelled::path(&constant.scope, &constant.ident);
                explained.rust(vec![format!("const {path}")]);
                let (ident, by_rule) = (&constant.ident, &settings.field_name);
                let named = Named { full_name, proto_name, ident, by_rule };
                explained.fact("name", self.upper(&named));
            }
            None => {
                let file = &self.spelling.model.files[extension.file].name;
                let why = match settings.extensions.value {
                    true => format!("none: this run generates nothing for `{file}`; list the file"),
                    false => "none: the option `extensions` is off for it".to_owned(),
                };
                explained.rust(vec![why]);
            }
        }
        explained.rules(self.rules(extension.settings));
        explained
    }
}
