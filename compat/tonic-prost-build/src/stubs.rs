//! The options of stubs, and their translation into options of our generator.

use std::collections::BTreeSet;

use crate::attributes::Attributes;

/// The options of stubs in [`Builder`](crate::Builder).
#[derive(Debug, Clone)]
pub(crate) struct Stubs {
    pub client: bool,
    pub server: bool,
    pub transport: bool,
    pub client_mod_attributes: Attributes,
    pub client_attributes: Attributes,
    pub server_mod_attributes: Attributes,
    pub server_attributes: Attributes,
    pub trait_attributes: Attributes,
    /// The full names of services and methods without doc comments.
    pub disable_comments: BTreeSet<String>,
    pub use_arc_self: bool,
    pub generate_default_stubs: bool,
    pub proto_path: Option<String>,
    pub codec_path: Option<String>,
}

impl Default for Stubs {
    fn default() -> Self {
        Self {
            client: true,
            server: true,
            transport: true,
            client_mod_attributes: Attributes::default(),
            client_attributes: Attributes::default(),
            server_mod_attributes: Attributes::default(),
            server_attributes: Attributes::default(),
            trait_attributes: Attributes::default(),
            disable_comments: BTreeSet::new(),
            use_arc_self: false,
            generate_default_stubs: false,
            proto_path: None,
            codec_path: None,
        }
    }
}

/// A service, with the names that patterns match.
pub(crate) struct Named<'a> {
    /// The package, e.g. `acme.weather.v1`.
    pub package: &'a str,
    /// The name in the .proto file, e.g. `Weather`.
    pub proto_name: &'a str,
    /// The names of the methods in the .proto file, e.g. `GetForecast`.
    pub methods: Vec<&'a str>,
}

impl Stubs {
    /// Whether any stubs are generated.
    pub fn any(&self) -> bool {
        self.client || self.server
    }

    /// Sets the options for these services.
    pub fn apply<'a>(
        &self,
        config: &mut rust_grpc_build::Config,
        services: impl IntoIterator<Item = Named<'a>>,
    ) {
        config
            .client(self.client)
            .server(self.server)
            .transport(self.transport && cfg!(feature = "transport"));
        config.use_arc_self(self.use_arc_self).generate_default_stubs(self.generate_default_stubs);
        if let Some(path) = &self.proto_path {
            config.proto_path(path);
        }
        if let Some(path) = &self.codec_path {
            config.codec_path(".", path);
        }
        for Named { package, proto_name, methods } in services {
            let full_name = if package.is_empty() {
                proto_name.to_owned()
            } else {
                format!("{package}.{proto_name}")
            };
            let path = format!("=.{full_name}");
            if self.disable_comments.contains(&full_name) {
                config.disable_comments(&path);
            }
            for method in methods.iter().map(|method| format!("{full_name}.{method}")) {
                if self.disable_comments.contains(&method) {
                    config.disable_comments(format!("=.{method}"));
                }
            }
            for attribute in self.client_mod_attributes.of(package) {
                config.client_mod_attribute(&path, attribute);
            }
            for attribute in self.client_attributes.of(&full_name) {
                config.client_attribute(&path, attribute);
            }
            for attribute in self.server_mod_attributes.of(package) {
                config.server_mod_attribute(&path, attribute);
            }
            for attribute in self.server_attributes.of(&full_name) {
                config.server_attribute(&path, attribute);
            }
            for attribute in
                self.trait_attributes.of(&rust_grpc_build::naming::upper_camel(proto_name))
            {
                config.trait_attribute(&path, attribute);
            }
        }
    }
}
