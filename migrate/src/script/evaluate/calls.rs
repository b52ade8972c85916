//! Calls of functions and methods.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use proc_macro2::LineColumn;
use syn::{Expr, ExprCall, ExprMethodCall, ItemFn};

use super::super::scope::Foreign;
use super::super::value::{Builder, Call, Library, Run, Value};
use super::{Evaluator, bind, local_name, start};

/// Methods that return the receiver's value as another type, or a part of it that counts.
const CONVERSIONS: [&str; 22] = [
    "as_os_str",
    "as_path",
    "as_ref",
    "as_slice",
    "as_str",
    "clone",
    "cloned",
    "copied",
    "display",
    "expect",
    "into",
    "into_iter",
    "into_string",
    "iter",
    "to_owned",
    "to_path_buf",
    "to_str",
    "to_string",
    "to_string_lossy",
    "to_vec",
    "unwrap",
    "unwrap_or_default",
];

/// The depth of calls beyond which a result is not known.
const MAX_DEPTH: usize = 32;
/// The number of calls beyond which a script is not understood. A function that calls itself twice
/// would be evaluated without end.
const MAX_CALLS: usize = 10_000;

impl Evaluator<'_> {
    /// Evaluates a function.
    pub fn function(&mut self, function: &ItemFn, arguments: Vec<Value>) -> Value {
        let at = start(&function.sig.ident);
        self.calls += 1;
        if self.calls > MAX_CALLS {
            self.problem(at, "the script calls its functions too often".to_owned());
        }
        if self.locals.len() == MAX_DEPTH || self.calls > MAX_CALLS {
            return Value::Unknown(at);
        }
        let mut locals = BTreeMap::new();
        for (input, argument) in function.sig.inputs.iter().zip(arguments) {
            if let syn::FnArg::Typed(input) = input {
                bind(&input.pat, argument, &mut locals);
            }
        }
        self.locals.push(locals);
        let value = self.block(&function.block);
        self.locals.pop();
        self.returned.take().unwrap_or(value)
    }

    pub(super) fn call(&mut self, call: &ExprCall) -> Value {
        let Expr::Path(function) = &*call.func else { return self.skip(call) };
        let at = start(function);
        let arguments: Vec<Value> = call.args.iter().map(|argument| self.value(argument)).collect();
        if let Some(foreign) = self.scope.foreign(&function.path) {
            self.visited.push(at);
            return self.foreign_call(&foreign, arguments, at);
        }
        let path = self.scope.resolve(&function.path);
        let name = path.last().map_or("", String::as_str);
        let owner = path.len().checked_sub(2).map_or("", |index| path[index].as_str());
        if matches!(owner, "" | "crate" | "self" | "super")
            && let Some(functions) = self.scope.functions.get(name)
            && let Some(function) =
                self.active(functions.iter().map(|function| (&*function.attrs, *function)))
        {
            return self.function(function, arguments);
        }
        match (owner, name, arguments.as_slice()) {
            ("Path" | "PathBuf" | "String" | "OsStr" | "OsString", "new" | "from", [value])
            | ("", "Ok" | "Some", [value])
            | ("Box", "new", [value])
            | ("Vec", "from", [value]) => value.clone(),
            ("Vec", "new", []) => Value::List(Vec::new()),
            ("env", "var" | "var_os", [Value::Text(name)]) => {
                self.variable(name).unwrap_or(Value::Unknown(at))
            }
            _ => {
                self.escape(call.args.iter(), &arguments);
                Value::Unknown(at)
            }
        }
    }

    fn foreign_call(&mut self, call: &Foreign, arguments: Vec<Value>, at: LineColumn) -> Value {
        let builder =
            |library| Value::Builder(Rc::new(RefCell::new(Builder { library, calls: Vec::new() })));
        match (call.library.as_str(), call.item.as_str(), arguments.as_slice()) {
            ("tonic_prost_build", "configure", []) => return builder(Library::TonicProstBuild),
            ("prost_build" | "tonic_prost_build", "Config::new" | "Config::default", []) => {
                return builder(Library::ProstBuild);
            }
            ("prost_build", "compile_protos", [protos, includes]) => self.runs.push(Run {
                library: Library::ProstBuild,
                calls: Vec::new(),
                config_calls: Vec::new(),
                protos: protos.clone(),
                includes: includes.clone(),
                at,
            }),
            ("tonic_prost_build", "compile_protos", [proto]) => {
                let folder = proto.text().and_then(|proto| Path::new(proto).parent()?.to_str());
                let includes = folder.map_or(Value::Unknown(at), |folder| {
                    Value::List(vec![Value::Text(folder.to_owned())])
                });
                self.runs.push(Run {
                    library: Library::TonicProstBuild,
                    calls: Vec::new(),
                    config_calls: Vec::new(),
                    protos: Value::List(vec![proto.clone()]),
                    includes,
                    at,
                });
            }
            (library, item, _) => {
                // Functions of types, e.g. `FileDescriptorSet::decode`, generate nothing.
                let generates = item.starts_with(|c: char| c.is_ascii_lowercase());
                let has_builder = arguments.iter().any(|v| matches!(v, Value::Builder(_)));
                if generates || has_builder {
                    self.problem(at, format!("the call of `{library}::{item}` is not understood"));
                }
            }
        }
        Value::Unknown(at)
    }

    pub(super) fn method_call(&mut self, call: &ExprMethodCall) -> Value {
        let receiver = self.value(&call.receiver);
        let arguments: Vec<Value> = call.args.iter().map(|argument| self.value(argument)).collect();
        let (name, at) = (call.method.to_string(), start(&call.method));
        match (receiver, name.as_str(), arguments.as_slice()) {
            (Value::Builder(builder), _, _) => self.builder_call(&builder, name, arguments, at),
            (Value::List(mut values), "push" | "extend", [value]) => {
                match (name.as_str(), value) {
                    ("extend", Value::List(more)) => values.extend(more.iter().cloned()),
                    _ => values.push(value.clone()),
                }
                match local_name(&call.receiver) {
                    Some(local) => self.set(&local, Value::List(values)),
                    None => drop(self.skip(call)),
                }
                Value::Unknown(at)
            }
            (Value::Text(folder), "join", [Value::Text(name)]) => Path::new(&folder)
                .join(name)
                .to_str()
                .map_or(Value::Unknown(at), |path| Value::Text(path.to_owned())),
            (Value::Text(text), "replace", [Value::Text(from), Value::Text(to)]) => {
                Value::Text(text.replace(from.as_str(), to))
            }
            (receiver @ (Value::Text(_) | Value::List(_) | Value::Bool(_)), name, _)
                if CONVERSIONS.contains(&name) =>
            {
                receiver
            }
            (Value::Unknown(from), ..) => {
                self.escape(call.args.iter(), &arguments);
                Value::Unknown(from)
            }
            _ => {
                self.escape(call.args.iter(), &arguments);
                if let Some(local) = local_name(&call.receiver) {
                    self.set(&local, Value::Unknown(at));
                }
                Value::Unknown(at)
            }
        }
    }

    fn builder_call(
        &mut self,
        builder: &Rc<RefCell<Builder>>,
        method: String,
        arguments: Vec<Value>,
        at: LineColumn,
    ) -> Value {
        let Builder { library, calls } = builder.borrow().clone();
        match (library, method.as_str(), arguments.as_slice()) {
            (_, "clone", []) => Value::Builder(Rc::new(RefCell::new(Builder { library, calls }))),
            (_, "compile_protos", [protos, includes]) => {
                let (protos, includes) = (protos.clone(), includes.clone());
                self.runs.push(Run {
                    library,
                    calls,
                    config_calls: Vec::new(),
                    protos,
                    includes,
                    at,
                });
                Value::Unknown(at)
            }
            (
                Library::TonicProstBuild,
                "compile_with_config",
                [Value::Builder(config), protos, includes],
            ) => {
                let (protos, includes) = (protos.clone(), includes.clone());
                let config_calls = config.borrow().calls.clone();
                self.runs.push(Run { library, calls, config_calls, protos, includes, at });
                Value::Unknown(at)
            }
            (_, name, _) if NOT_UNDERSTOOD.contains(&name) => {
                self.problem(at, format!("the call of `{method}` is not understood"));
                Value::Unknown(at)
            }
            _ => {
                builder.borrow_mut().calls.push(Call { method, arguments, at });
                Value::Builder(Rc::clone(builder))
            }
        }
    }

    /// Reports builders that are passed to code that is not evaluated. Such code may change the
    /// variables that it gets.
    fn escape<'e>(&mut self, expressions: impl Iterator<Item = &'e Expr>, values: &[Value]) {
        for (expression, value) in expressions.zip(values) {
            match value {
                Value::Builder(_) => self.problem(
                    start(expression),
                    "the builder is passed to code whose effect is not known".to_owned(),
                ),
                _ if matches!(expression, Expr::Reference(inner) if inner.mutability.is_some()) => {
                    self.skip(expression);
                }
                _ => {}
            }
        }
    }
}

/// Methods of builders whose input or output is not a list of files.
const NOT_UNDERSTOOD: [&str; 8] = [
    "compile_fds",
    "compile_fds_with_config",
    "compile_protos",
    "compile_with_config",
    "generate",
    "load_fds",
    "service_generator",
    "skip_protoc_run",
];
