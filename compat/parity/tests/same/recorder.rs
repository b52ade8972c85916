// Service generators that record their calls. Part of the module that uses.rs is part of.

/// A service generator that records its calls and writes nothing.
#[derive(Default)]
struct Recorder {
    calls: Rc<RefCell<Vec<String>>>,
}

impl ServiceGenerator for Recorder {
    fn generate(&mut self, service: Service, buf: &mut String) {
        let Service { name, proto_name, package, comments, methods, options } = &service;
        self.calls.borrow_mut().push(format!(
            "{name} {proto_name} {package} {} \
                                              {options:?}",
            prose(comments)
        ));
        for method in methods {
            let Method {
                name,
                proto_name,
                comments,
                input_type,
                output_type,
                input_proto_type,
                output_proto_type,
                ..
            } = method;
            let (options, streams) =
                (&method.options, (method.client_streaming, method.server_streaming));
            let types =
                [input_type, output_type, input_proto_type, output_proto_type].map(String::as_str);
            self.calls.borrow_mut().push(format!(
                "    {name} {proto_name} {} {types:?} \
                                                  {options:?} {streams:?}",
                prose(comments)
            ));
        }
        let comments = Comments { leading: vec![" For it.".into()], ..Comments::default() };
        comments.append_with_indent(0, buf);
        buf.push_str(&format!("pub struct Seen{};\n", service.name));
    }

    fn finalize(&mut self, _: &mut String) {
        self.calls.borrow_mut().push("the file is done".into());
    }

    fn finalize_package(&mut self, package: &str, buf: &mut String) {
        self.calls.borrow_mut().push(format!("done: {package}"));
        buf.push_str(&format!("pub mod r#in_{} {{}}\n", package.replace('.', "_")));
    }
}

/// A service generator that writes only at the end of a package.
struct AtTheEnd(Rc<RefCell<Vec<String>>>);

impl ServiceGenerator for AtTheEnd {
    fn generate(&mut self, service: Service, _: &mut String) {
        self.0.borrow_mut().push(service.package);
    }

    fn finalize_package(&mut self, package: &str, buf: &mut String) {
        self.0.borrow_mut().push(format!("done: {package}"));
        match package {
            "comment" => buf.push_str("// Nothing.\n"),
            "item" => buf.push_str("pub struct Item;\n"),
            _ => {}
        }
    }
}

/// Returns comments without lines of Markdown, which the generators clean differently.
fn prose(comments: &Comments) -> String {
    let Comments { leading_detached, leading, trailing } = comments;
    let lines = leading_detached.iter().flatten().chain(leading).chain(trailing);
    let lines: Vec<&String> = lines.filter(|line| !line.contains(['[', '`', '<', '*'])).collect();
    format!("{} {lines:?}", leading_detached.len())
}

/// Returns the calls in order. Calls for packages are sorted, because prost-build makes them in
/// random order.
fn transcript(calls: &[String]) -> String {
    let (mut packages, others): (Vec<&str>, Vec<&str>) =
        calls.iter().map(String::as_str).partition(|call| call.starts_with("done: "));
    packages.sort();
    [others, packages].concat().join("\n")
}
