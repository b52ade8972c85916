//! The code that a service generator adds.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use prost_types::source_code_info::Location;
use prost_types::{FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto};

use crate::{Comments, Config, Method, Module, Service, ServiceGenerator};

/// The field numbers in descriptor.proto of the services of a file, and of the methods of a
/// service.
const SERVICES: i32 = 6;
const METHODS: i32 = 2;

/// The Rust names of services, by package and proto name.
type Names<'a> = HashMap<(&'a str, &'a str), &'a rust_grpc_build::ServiceNames>;

impl Config {
    /// Calls the service generator, if one is set: for each service, then for its file, and at the
    /// end for each package. Returns the modules that it writes to.
    pub(super) fn append_services(
        &mut self,
        modules: &[Module],
        files: &[FileDescriptorProto],
        names: Vec<rust_grpc_build::ServiceNames>,
        texts: &mut BTreeMap<Module, String>,
    ) -> BTreeSet<Module> {
        let Some(mut generator) = self.service_generator.take() else { return BTreeSet::new() };
        let names: Names<'_> = names
            .iter()
            .map(|names| ((names.package.as_str(), names.proto_name.as_str()), names))
            .collect();
        // By module, so that the text of the service generator stays apart from the messages.
        let mut written: BTreeMap<&Module, String> = BTreeMap::new();
        let mut packages: BTreeMap<&Module, &str> = BTreeMap::new();
        for (file, module) in files.iter().zip(modules) {
            let text = written.entry(module).or_default();
            append_file(generator.as_mut(), file, &names, text);
            if !file.service.is_empty() {
                packages.insert(module, file.package());
            }
        }
        for (module, package) in packages {
            generator.finalize_package(package, written.entry(module).or_default());
        }
        written.retain(|_, text| !text.is_empty());
        let modules = written.keys().copied().cloned().collect();
        for (module, text) in written {
            let file = texts.entry(module.clone()).or_default();
            file.push('\n');
            file.push_str(&self.formatted(text));
        }
        self.service_generator = Some(generator);
        modules
    }

    /// Returns the formatted text. Text that is not valid Rust is returned as it is, and the
    /// compiler reports it.
    #[cfg(feature = "format")]
    fn formatted(&self, text: String) -> String {
        match syn::parse_file(&text) {
            Ok(file) if self.format => prettyplease::unparse(&file),
            _ => text,
        }
    }

    #[cfg(not(feature = "format"))]
    fn formatted(&self, text: String) -> String {
        text
    }
}

fn append_file(
    generator: &mut dyn ServiceGenerator,
    file: &FileDescriptorProto,
    names: &Names<'_>,
    text: &mut String,
) {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let locations: HashMap<&[i32], &Location> =
        locations.map(|location| (location.path.as_slice(), location)).collect();
    let comments = |path: &[i32]| {
        locations.get(path).map(|location| Comments::new(location)).unwrap_or_default()
    };
    for (index, service) in (0..).zip(&file.service) {
        let Some(names) = names.get(&(file.package(), service.name())) else { continue };
        let methods = (0..).zip(&service.method).zip(&names.methods);
        let methods = methods.map(|((nth, method), names)| {
            self::method(method, names, comments(&[SERVICES, index, METHODS, nth]))
        });
        let methods = methods.collect();
        generator.generate(
            self::service(file, service, names, comments(&[SERVICES, index]), methods),
            text,
        );
    }
    generator.finalize(text);
}

fn service(
    file: &FileDescriptorProto,
    service: &ServiceDescriptorProto,
    names: &rust_grpc_build::ServiceNames,
    comments: Comments,
    methods: Vec<Method>,
) -> Service {
    Service {
        name: names.ident.clone(),
        proto_name: service.name().to_owned(),
        package: file.package().to_owned(),
        comments,
        methods,
        options: service.options.clone().unwrap_or_default(),
    }
}

fn method(
    method: &MethodDescriptorProto,
    names: &rust_grpc_build::MethodNames,
    comments: Comments,
) -> Method {
    Method {
        name: names.ident.clone(),
        proto_name: method.name().to_owned(),
        comments,
        input_type: names.request.clone(),
        output_type: names.response.clone(),
        input_proto_type: method.input_type().to_owned(),
        output_proto_type: method.output_type().to_owned(),
        options: method.options.clone().unwrap_or_default(),
        client_streaming: method.client_streaming(),
        server_streaming: method.server_streaming(),
    }
}
