//! What a service generator is told.

use prost_types::{MethodOptions, ServiceOptions, source_code_info::Location};

/// A service.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name in Rust, e.g. `HttpProxy`.
    pub name: String,
    /// Its name in the .proto file, e.g. `HTTPProxy`.
    pub proto_name: String,
    /// The package as the .proto file names it, e.g. `acme.proxy.v1`.
    pub package: String,
    /// What the .proto file says about it.
    pub comments: Comments,
    /// Its methods, in order.
    pub methods: Vec<Method>,
    /// Its options.
    pub options: ServiceOptions,
}

/// A method of a service.
#[derive(Debug, Clone)]
pub struct Method {
    /// Its name in Rust, e.g. `get_url`.
    pub name: String,
    /// Its name in the .proto file, e.g. `GetURL`.
    pub proto_name: String,
    /// What the .proto file says about it.
    pub comments: Comments,
    /// The request's Rust type, as the module of the package names it.
    pub input_type: String,
    /// The response's Rust type, as the module of the package names it.
    pub output_type: String,
    /// The request's full name, e.g. `.acme.proxy.v1.GetUrlRequest`.
    pub input_proto_type: String,
    /// The response's full name.
    pub output_proto_type: String,
    /// Its options.
    pub options: MethodOptions,
    /// Whether the client sends any number of requests.
    pub client_streaming: bool,
    /// Whether the server sends any number of responses.
    pub server_streaming: bool,
}

/// The comments around an element, line by line.
#[derive(Debug, Default, Clone)]
pub struct Comments {
    /// Blocks before it, with blank lines between and after them.
    pub leading_detached: Vec<Vec<String>>,
    /// The block right before it.
    pub leading: Vec<String>,
    /// The block right behind it.
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

    /// Writes them to the end of `buf`, four spaces in for each level: detached ones as comments,
    /// the others as docs that rustdoc takes as they are meant.
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

/// As they stand, or as docs without the space in front.
fn lines(comment: &str) -> Vec<String> {
    if !cfg!(feature = "cleanup-markdown") {
        return comment.lines().map(str::to_owned).collect();
    }
    let docs = rust_grpc_build::comments::docs(comment);
    docs.into_iter().map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect()
}
