//! The code of our generator and of the others.

use std::collections::BTreeMap;
use std::fs;

use prost::Message as _;
use prost_build::{Config, Module};
use rust_grpc_build::{Options, Request, generate};

use crate::{Corpus, Descriptors, workspace};

/// The text of files by name, e.g. `acme.weather.v1.rs`.
pub type Files = BTreeMap<String, String>;

/// Sets options of the others.
pub type Adjust = fn(&mut Config);

impl Corpus {
    /// Returns our options.
    ///
    /// # Panics
    /// Panics if the parameter has an error.
    pub fn options(&self, parameter: &str) -> Options {
        let mut options = Options::new();
        if let Some(special) = &self.options {
            let text =
                fs::read_to_string(workspace().join(special.ours)).expect("it is in the workspace");
            options.apply_file(special.ours, &text).unwrap_or_else(|found| panic!("{found}"));
        }
        options.apply(parameter).unwrap_or_else(|found| panic!("{found}"));
        options
    }

    /// Returns the files that our generator makes.
    ///
    /// # Panics
    /// Panics if the generator reports an error or a warning.
    pub fn ours(&self, descriptors: &Descriptors, parameter: &str) -> Files {
        let request = Request::from_descriptor_set(self.name, &descriptors.set, None);
        let request = request.unwrap_or_else(|found| panic!("{}: {found}", self.name));
        let output = generate(&request, &self.options(parameter))
            .unwrap_or_else(|found| panic!("{}: {found}", self.name));
        // Real schemas have files that declare nothing, and well-known types.
        let mut warnings = output
            .warnings
            .iter()
            .filter(|warning| !warning.message.starts_with("nothing is generated for"));
        assert!(warnings.next().is_none(), "{}: {}", self.name, output.warnings);
        output.files.into_iter().map(|file| (file.name, file.content)).collect()
    }

    /// Returns the files of prost-build, and of tonic-prost-build if `stubs` is true. `adjust` sets
    /// further options. The text is not formatted.
    ///
    /// # Panics
    /// Panics if a generator reports an error.
    pub fn theirs(&self, descriptors: &Descriptors, stubs: bool, adjust: Adjust) -> Files {
        let set =
            prost_types::FileDescriptorSet::decode(&*descriptors.set).expect("protoc wrote it");
        let mut config = Config::new();
        config.format(false);
        if let Some(special) = &self.options {
            (special.theirs)(&mut config);
        }
        adjust(&mut config);
        if stubs {
            config.service_generator(tonic_prost_build::configure().service_generator());
        }
        let requests = set
            .file
            .into_iter()
            .map(|file| (Module::from_protobuf_package_name(file.package()), file));
        let modules = config
            .generate(requests.collect())
            .unwrap_or_else(|error| panic!("{}: {error}", self.name));
        modules.into_iter().map(|(module, text)| (module.to_file_name_or("_"), text)).collect()
    }
}
