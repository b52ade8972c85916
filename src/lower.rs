//! Lowers a request to the model, stage by stage.
//!
//! May import: `case`, `code`, `descriptor`, `diagnostics`, `file_name`, `index`, `model`,
//! `options`, `parallel`, `request`, `traits`.
//!
//! A stage collects all its errors. The driver stops between stages.

mod analyse;
mod assemble;
mod calls;
mod closed;
mod combinations;
mod comments;
mod declare;
mod defaults;
mod deprecation;
mod derivable;
mod derived_serde;
mod descriptor_sets;
mod docs;
mod edition_features;
mod elements;
mod extensions;
mod extern_paths;
mod features;
mod json_name;
mod large;
mod link;
mod links;
mod lints;
mod missing;
mod name;
mod order;
mod packages;
mod presence;
mod prost_types;
mod registered;
mod renames;
mod resolve;
mod settings;
mod silent;
mod tableless;
#[cfg(test)]
mod tests;
mod unheld;
mod unmatched;
mod visible;

pub(crate) use comments::of_one as comment_docs;
pub(crate) use features::{SUPPORTED_SYNTAX, supports_edition};

use assemble::{Assembled, Assembly};
use docs::Docs;
use extern_paths::ExternPaths;
use links::Links;

use crate::diagnostics::Diagnostics;
use crate::model::{File, Model, ReservedNames, RuleNote};
use crate::options::Options;
use crate::{Request, parallel};

/// Lowers a request. Returns the model and warnings. `reserved` are the names that stubs have.
///
/// # Errors
/// All errors of the first stage that finds one.
pub(crate) fn lower(
    request: &Request,
    options: &Options,
    reserved: &ReservedNames,
) -> Result<(Model, Diagnostics), Diagnostics> {
    let mut found = Diagnostics::default();
    combinations::check(options, &mut found);
    let externs = ExternPaths::new(options, &mut found);
    let schema = link::link(request, options.include_imports, &mut found);
    found.checkpoint()?;

    let mut features = features::resolve(&schema, &mut found);
    found.checkpoint()?;

    let mut fields = resolve::resolve(&schema, &features, &mut found);
    let extensions = extensions::resolve(&schema, &features, &mut found);
    let calls = calls::calls(&schema, &mut found);
    found.checkpoint()?;
    let defaults = defaults::defaults(&schema, &fields, &mut found);

    // Types of google.protobuf are generated only where fields refer to them, so declarations come
    // after types.
    let constants = settings::constants(&schema, options, &externs);
    let declared = declare::declare(&schema, &fields, &calls, &externs, &extensions, constants);
    let settings = settings::settings(&schema, &declared, options);
    let of_run = (&mut features, &mut fields);
    edition_features::apply(
        &schema,
        options,
        &declared,
        settings.table(),
        &defaults,
        of_run,
        &mut found,
    );
    let optional = presence::apply(&schema, settings.table(), &mut fields);

    // The inherent methods that come with a field depend on its type, so names come after types.
    let names =
        name::name(&schema, &declared, &fields, settings.table(), options, reserved, &mut found);
    let unknown_fields =
        names.unknown_fields.map(|(_, named)| named.as_ref().map(|named| named.name.clone()));
    let settings = settings.finish(&unknown_fields);
    combinations::check_extensions(&schema, &declared, &settings, options, &mut found);
    let analysis =
        analyse::analyse(&schema, &declared, &settings, &mut fields, optional, &extensions);

    let links = Links::new(&schema, &declared, &names, &fields, &calls);
    let assembly = Assembly {
        schema: &schema,
        features: &features,
        declared: &declared,
        settings: &settings,
        fields: &fields,
        defaults: &defaults,
        extensions: &extensions,
        calls: &calls,
        names: &names,
        constants_in: declared.constants_in(&schema),
        analysis: &analysis,
        docs: Docs {
            schema: &schema,
            links,
            settings: &settings,
            fields: &fields,
            calls: &calls,
            extensions: &extensions,
        },
        options,
    };
    let mut assembled = assembly.assemble();
    large::mark(&mut assembled.messages);
    deprecation::mark(&mut assembled);
    extensions::mark_redacted(&mut assembled, &settings);
    derivable::check(&assembly, &mut found);
    derived_serde::check(&assembly, &mut found);
    unheld::report(&assembly, &mut found);
    closed::check(&assembly, &mut found);
    tableless::check(&assembly, &mut found);
    combinations::check_maps(options, &assembled, &mut found);
    let contents = packages::contents(&schema, &assembled);
    silent::report(&schema, &contents, &assembled.services, options, &externs, &mut found);
    let mut packages = packages::packages(&schema, &settings, options, contents);
    registered::mark(&schema, &settings, &names, &assembled, &mut packages);
    if !options.like_prost_build {
        let referring =
            missing::Referring { fields: &fields, calls: &calls, extensions: &extensions };
        found.extend(missing::report(&schema, &declared, &settings, &referring, &packages));
    }
    unmatched::report(&schema, &declared, options, &settings.matched, &mut found);
    found.checkpoint()?;

    let Assembled { messages, enums, services, extensions } = assembled;
    let files = schema.files.map(|(id, file)| File {
        name: file.proto.name().to_owned(),
        package: file.proto.package().to_owned(),
        edition: features.edition_name(id).to_owned(),
        declaration: assemble::file_declaration(id, file, &features),
    });
    found.sort();
    let renames = renames::renames(&schema, &names);
    let foreign_messages = assembly.foreign_messages();
    let foreign_enums = assembly.foreign_enums();
    let foreign_services = assembly.foreign_services();
    drop(assembly);
    let rules = options.rules().map(|(_, rule)| RuleNote {
        text: format!("{}={rule}", rule.option.key),
        origin: rule.origin.to_string(),
    });
    let model = Model {
        files,
        packages,
        messages,
        enums,
        foreign_messages,
        foreign_enums,
        foreign_services,
        services,
        extensions,
        settings: settings.all,
        rules: rules.collect(),
        renames,
    };
    parallel::let_go((names, fields));
    Ok((model, found))
}
