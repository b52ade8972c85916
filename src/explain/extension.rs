//! Extensions.

use super::Reader;
use super::record::Explanation;
use crate::model::Extension;

impl Reader<'_> {
    /// Explains an extension.
    pub(super) fn extension(&self, extension: &Extension) -> Explanation {
        let Extension { full_name, file, declaration, .. } = extension;
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
        if extension.redacted {
            explained.text("redacted", "yes, in the schema");
        }
        self.deprecated(&mut explained, extension.deprecated);
        explained.rust(vec!["none: no code is generated for extensions".to_owned()]);
        explained.rules(Vec::new());
        explained
    }
}
