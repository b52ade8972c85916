//! Methods whose stubs cannot have the views that `view_requests` or `view_responses` asks for.

use super::assemble::Assembly;
use super::link::ElementId;
use super::views::is_emitted;
use crate::diagnostics::{Diagnostics, contradictory_options, without_view};
use crate::model::{MessageId, MethodId, Setting};

/// Reports methods whose message is of another crate, and methods with another codec.
pub(super) fn check(assembly: &Assembly<'_, '_>, found: &mut Diagnostics) {
    let (schema, declared) = (assembly.schema, assembly.declared);
    for (id, _) in schema.methods.iter().filter(|(id, _)| is_emitted(schema, declared, *id)) {
        let (settings, call) = (assembly.settings.method(id), assembly.calls[id]);
        if settings.client.value || settings.server.value {
            let requests = ("view_requests", &settings.view_requests, call.request);
            let responses = ("view_responses", &settings.view_responses, call.response);
            for asked in [requests, responses] {
                check_one(assembly, id, asked, found);
            }
        }
    }
}

/// Checks an option with its setting for a method, and the message that it is for.
fn check_one(
    assembly: &Assembly<'_, '_>,
    method: MethodId,
    (option, setting, message): (&str, &Setting<bool>, MessageId),
    found: &mut Diagnostics,
) {
    // The options are off by default, so a method with one of them has a rule.
    let (true, Some(rule)) = (setting.value, setting.rule) else { return };
    let rule = format!("{option}={}", assembly.options.rule(rule));
    let element = ElementId::Method(method);
    let (schema, name) = (assembly.schema, assembly.schema.full_name(element));
    if let Some(codec) = assembly.settings.method(method).codec_path.rule {
        let contradiction = contradictory_options(
            &rule,
            &format!("codec_path={}", assembly.options.rule(codec)),
            &format!("the codec of `{name}` would have to give a view"),
            &format!("turn views off for the method: `{option}=.{name}=false`"),
        );
        found.push(contradiction.at(schema.location(element)));
    } else if assembly.declared.external_messages[message].is_some() {
        let message = &schema.messages[message].at.full_name;
        found.push(without_view(schema.location(element), &rule, option, &name, message));
    }
}
