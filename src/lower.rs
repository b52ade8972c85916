//! Lowers a request to the model, stage by stage.
//!
//! May import: `case`, `code`, `descriptor`, `diagnostics`, `file_name`, `index`, `model`,
//! `options`, `parallel`, `request`, `traits`.
//!
//! A stage collects all its errors. `lower` returns errors after `link`, after `features`, after
//! `resolve` (with extensions and calls), and after the last check. Between `resolve` and the last
//! check, a stage runs even if an earlier stage has found errors.

mod analyse;
mod assemble;
mod calls;
mod closed_enums;
mod combinations;
mod comments;
mod declare;
mod defaults;
mod deprecation;
mod derivable;
mod derived_serde;
mod descriptor_sets;
mod doc_links;
mod docs;
mod element_kinds;
mod extensions;
mod extern_paths;
mod feature_overrides;
mod features;
mod files_without_code;
mod json_name;
mod large_variants;
mod link;
mod lints;
mod missing_packages;
mod name;
mod order;
mod packages;
mod presence;
mod prost_types;
mod registered;
mod renames;
mod resolve;
mod settings;
mod stubs_without_table;
mod stubs_without_view;
#[cfg(test)]
mod tests;
mod unmatched;
mod unusable_constants;
mod views;
mod visible_files;

pub(crate) use comments::of_one as comment_docs;
pub(crate) use features::{SUPPORTED_SYNTAX, supports_edition};
pub(crate) use lints::modules as module_lints;
pub(crate) use name::package_scope;

use assemble::{Assembled, Assembly};
use doc_links::DocLinks;
use docs::Docs;
use extern_paths::ExternPaths;

use crate::diagnostics::Diagnostics;
use crate::model::{File, Model, ReservedNames, RuleNote};
use crate::options::Options;
use crate::{Request, parallel};

/// Lowers a request to a model. Returns the model and all warnings. `reserved` are the names of the
/// surface's own stub methods.
///
/// # Errors
/// Returns the errors that were found up to the first checkpoint with an error.
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

    // The generator generates types of `google.protobuf` only if a field refers to them. So the
    // stage `declare` comes after `resolve`.
    let constants = settings::constants(&schema, options, &externs);
    let declared = declare::declare(&schema, &fields, &calls, &externs, &extensions, constants);
    let settings = settings::settings(&schema, &declared, options);
    let of_run = (&mut features, &mut fields);
    feature_overrides::apply(
        &schema,
        options,
        &declared,
        settings.table(),
        &defaults,
        of_run,
        &mut found,
    );
    let optional = presence::apply(&schema, settings.table(), &mut fields);
    let viewed = views::viewed(&schema, &declared, settings.table(), &fields, &calls);

    // The inherent methods of a field depend on its type. So the stage `name` comes after
    // `resolve`.
    let named = name::Named { schema: &schema, declared: &declared, fields: &fields };
    let names = name::name(named, settings.table(), &viewed, options, reserved, &mut found);
    let unknown_fields =
        names.unknown_fields.map(|(_, named)| named.as_ref().map(|named| named.name.clone()));
    let settings = settings.finish(&unknown_fields);
    combinations::check_extensions(&schema, &declared, &settings, options, &mut found);
    let analysis =
        analyse::analyse(&schema, &declared, &settings, &mut fields, optional, &extensions);

    let links = DocLinks::new(&schema, &declared, &names, &fields, &calls);
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
    large_variants::mark(&mut assembled.messages);
    deprecation::mark(&mut assembled);
    extensions::mark_redacted(&mut assembled, &settings);
    derivable::check(&assembly, &mut found);
    derived_serde::check(&assembly, &mut found);
    unusable_constants::report(&assembly, &mut found);
    closed_enums::check(&assembly, &mut found);
    stubs_without_table::check(&assembly, &mut found);
    stubs_without_view::check(&assembly, &mut found);
    combinations::check_maps(options, &assembled, &mut found);
    let contents = packages::contents(&schema, &assembled);
    files_without_code::report(
        &schema,
        &contents,
        &assembled.services,
        options,
        &externs,
        &mut found,
    );
    let mut packages = packages::packages(&schema, &settings, options, contents);
    registered::mark(&schema, &settings, &names, &assembled, &mut packages);
    if !options.like_prost_build {
        let referring =
            missing_packages::Referring { fields: &fields, calls: &calls, extensions: &extensions };
        found
            .extend(missing_packages::report(&schema, &declared, &settings, &referring, &packages));
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
    parallel::drop_in_background((names, fields));
    Ok((model, found))
}
