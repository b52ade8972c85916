//! Generates Rust message types and gRPC client and server stubs from Protocol Buffers.

mod descriptor;
mod diagnostics;
mod emit;
mod layout;
mod model;
mod options;
mod output;
mod render;
mod request;

pub use diagnostics::{Diagnostic, Diagnostics, Location, Severity};
pub use options::{Codec, Options, UnknownFields};
pub use output::{Output, OutputFile};
pub use request::Request;

/// Generates the files of a request.
///
/// # Errors
/// Everything that a user can have got wrong, all at once, without any file.
pub fn generate(request: &Request, options: &Options) -> Result<Output, Diagnostics> {
    let model = model::lower(request, options)?;
    let mut rendered = Vec::with_capacity(model.packages.len());
    for package in &model.packages {
        let text = render::package(package, emit::package(&model, package));
        rendered.push(text.map_err(|unparsable| diagnostics::unparsable_output(&package.file_stem, &unparsable.to_string()))?);
    }
    Ok(Output { files: layout::files(&model, rendered, options.mod_file.as_deref()), warnings: Diagnostics::default() })
}
