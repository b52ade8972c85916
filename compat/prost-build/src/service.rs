//! The input of a service generator.

use prost_types::{MethodOptions, ServiceOptions, source_code_info::Location};

/// A service.
#[derive(Debug, Clone)]
pub struct Service {
    /// The Rust name, e.g. `HttpProxy`.
    pub name: String,
    /// The name in the .proto file, e.g. `HTTPProxy`.
    pub proto_name: String,
    /// The package in the .proto file, e.g. `acme.proxy.v1`.
    pub package: String,
    /// The comments in the .proto file.
    pub comments: Comments,
    /// The methods, in declaration order.
    pub methods: Vec<Method>,
    /// The options in the .proto file.
    pub options: ServiceOptions,
}

/// A method of a service.
#[derive(Debug, Clone)]
pub struct Method {
    /// The Rust name, e.g. `get_url`.
    pub name: String,
    /// The name in the .proto file, e.g. `GetURL`.
    pub proto_name: String,
    /// The comments in the .proto file.
    pub comments: Comments,
    /// The Rust type of the request, as the module of the package names it, e.g. `GetUrlRequest`.
    pub input_type: String,
    /// The Rust type of the response, as the module of the package names it, e.g. `GetUrlResponse`.
    pub output_type: String,
    /// The full name of the request, e.g. `.acme.proxy.v1.GetUrlRequest`.
    pub input_proto_type: String,
    /// The full name of the response, e.g. `.acme.proxy.v1.GetUrlResponse`.
    pub output_proto_type: String,
    /// The options in the .proto file.
    pub options: MethodOptions,
    /// Whether the client sends a stream of requests.
    pub client_streaming: bool,
    /// Whether the server sends a stream of responses.
    pub server_streaming: bool,
}

/// The comments around an element, line by line.
#[derive(Debug, Default, Clone)]
pub struct Comments {
    /// The detached comments before the element, each a list of lines.
    pub leading_detached: Vec<Vec<String>>,
    /// The comment directly before the element.
    pub leading: Vec<String>,
    /// The comment directly after the element.
    pub trailing: Vec<String>,
}

impl Comments {
    pub(crate) fn new(location: &Location) -> Self {
        let lines_of = |comment: &Option<String>| comment.as_deref().map(lines).unwrap_or_default();
        Self {
            leading_detached: location
                .leading_detached_comments
                .iter()
                .map(|comment| lines(comment))
                .collect(),
            leading: lines_of(&location.leading_comments),
            trailing: lines_of(&location.trailing_comments),
        }
    }

    /// Appends the comments to `buf`, indented by four spaces per level. Detached comments become
    /// comments. The others become docs, with special characters escaped for rustdoc.
    pub fn append_with_indent(&self, indent_level: u8, buf: &mut String) {
        let indent = "    ".repeat(indent_level.into());
        for block in &self.leading_detached {
            for line in block {
                let space = if line.is_empty() || line.starts_with(' ') { "" } else { " " };
                buf.push_str(&format!("{indent}//{space}{line}\n"));
            }
            buf.push('\n');
        }
        let docs = |lines: &[String]| rust_grpc_build::comments::docs(&lines.join("\n"));
        let (leading, trailing) = (docs(&self.leading), docs(&self.trailing));
        let between = (!leading.is_empty() && !trailing.is_empty()).then(String::new);
        for line in leading.iter().chain(&between).chain(&trailing) {
            buf.push_str(&format!("{indent}///{line}\n"));
        }
    }
}

/// Returns the lines of a comment. Docs lose the space at the beginning of each line.
fn lines(comment: &str) -> Vec<String> {
    if !cfg!(feature = "cleanup-markdown") {
        return comment.lines().map(str::to_owned).collect();
    }
    let docs = rust_grpc_build::comments::docs(comment);
    docs.into_iter().map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect()
}
