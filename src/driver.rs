//! The driver, which runs the stages for the library and for the plugin.
//!
//! May import: `diagnostics`, `emit`, `explain`, `layout`, `lint`, `lower`, `model`, `options`,
//! `output`, `render`, `request`, `stability`.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Diagnostic, Diagnostics, code_is_no_rust};
use crate::emit::{self, Surfaces};
use crate::explain::{Explanation, Reader};
use crate::layout::Layout;
use crate::lint;
use crate::model::{File, FileId, Model, Name};
use crate::options::Options;
use crate::output::{OutputFile, ServiceNames};
use crate::request::Request;
use crate::stability::{self, Items, ProtoFile, Version};
use crate::{lower, render};

/// A run that can emit and render its files. No error in the request or the options can stop it.
pub(crate) struct Run<'o> {
    model: Model,
    surfaces: Surfaces,
    layout: Layout<'o>,
    /// The warnings. There are no errors.
    pub warnings: Diagnostics,
}

/// Lowers a request and lays out its files.
///
/// # Errors
/// Returns all errors in the request and the options.
pub(crate) fn run<'o>(request: &Request, options: &'o Options) -> Result<Run<'o>, Diagnostics> {
    let surfaces = Surfaces::new(options);
    let (model, mut warnings) = lower::lower(request, options, &surfaces.reserved())?;
    let layout = Layout::new(options);
    let files = layout.files(&model);
    warnings.extend(layout.check(&model, &files));
    warnings.checkpoint()?;
    warnings.extend(layout.warnings(&model, &files));
    drop(files);
    Ok(Run { model, surfaces, layout, warnings })
}

impl Run<'_> {
    /// Returns the model and the warnings, for a caller that drops the model later.
    pub fn into_parts(self) -> (Model, Diagnostics) {
        (self.model, self.warnings)
    }

    /// Emits and renders the files. Passes each file on when it is complete, in the order of the
    /// files.
    ///
    /// # Errors
    /// Returns an error for each file whose tokens are not valid Rust. This is a bug of the
    /// generator.
    pub fn render(&self, take: impl FnMut(OutputFile) + Send) -> Result<(), Diagnostics> {
        let spelling = self.surfaces.spell(&self.model);
        render::files(&spelling, &self.layout.files(&self.model), take)
    }

    /// Returns the dependencies of the files, in the syntax of Cargo.toml.
    pub fn dependencies(&self) -> String {
        render::dependencies(&self.surfaces.spell(&self.model))
    }

    /// Returns the features of the user's crate that the files depend on, and the features of
    /// dependencies that these turn on.
    pub fn features(&self) -> Vec<(String, &'static str)> {
        render::features(&self.surfaces.spell(&self.model))
    }

    /// Explains the elements that a path names.
    ///
    /// # Errors
    /// Returns an error if no element has this name.
    pub fn explain(&self, path: &str) -> Result<Vec<Explanation>, Diagnostic> {
        let mut outputs = HashMap::new();
        for file in self.layout.files(&self.model) {
            let sources = file.package().into_iter().flat_map(|package| &package.sources);
            outputs.extend(sources.map(|source| (*source, file.name.clone())));
        }
        Reader { spelling: self.surfaces.spell(&self.model), outputs }.explain(path)
    }

    /// Returns the elements of the schema, and the public items of the generated code.
    ///
    /// # Errors
    /// Returns the errors of [`Run::render`].
    pub fn version(&self) -> Result<Version, Diagnostics> {
        let mut files = Vec::new();
        self.render(|file| files.push(file))?;
        let mut version = Version {
            packages: Some(stability::elements(&self.model)),
            items: Items::new(),
            modules: HashMap::new(),
            files: Vec::new(),
        };
        let emitted: HashSet<FileId> =
            self.model.packages.iter().flat_map(|package| package.sources.clone()).collect();
        let file = |(id, file): (FileId, &File)| ProtoFile {
            name: file.name.clone(),
            package: file.package.clone(),
            is_compared: emitted.contains(&id),
        };
        version.files.extend(self.model.files.iter().map(file));
        let scopes: HashMap<&str, &[Name]> = self
            .model
            .packages
            .iter()
            .map(|package| (package.full_name.as_str(), package.scope.as_slice()))
            .collect();
        for file in files {
            let scope = file.package.as_ref().and_then(|package| scopes.get(package.as_str()));
            let Some(scope) = scope else { continue };
            let module: Vec<String> = scope.iter().map(|name| name.unraw().to_owned()).collect();
            stability::read_items(&file.content, &module, &mut version.items)
                .map_err(|error| code_is_no_rust(&file.name, &error.to_string()))?;
            version.modules.insert(file.name, module);
        }
        Ok(version)
    }

    /// Returns the parts of the schema that hurt users of the Rust code.
    pub fn lint(&self) -> Vec<lint::Finding> {
        lint::lint(&self.model)
    }

    /// Returns the services of the files with their Rust names, in the order of the files.
    pub fn services(&self) -> Vec<ServiceNames> {
        let spelling = self.surfaces.spell(&self.model);
        let packages = self.model.packages.iter();
        let services =
            packages.flat_map(|package| package.services.iter().map(move |id| (package, *id)));
        let names = |(package, id)| emit::service_names(&spelling, package, self.model.service(id));
        services.map(names).collect()
    }
}
