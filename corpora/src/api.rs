//! The public API of a crate as items that can be compared. rustdoc's JSON describes it, after
//! macros are expanded.
//!
//! These count: modules, structs, enums, traits, constants and functions that are public and not
//! hidden, with their types, bounds, discriminants, `#[must_use]`, `#[non_exhaustive]` and
//! `#[deprecated]`; inherent methods; and the traits that a type implements, auto traits such as
//! `Send` too, with their associated types and constants.
//!
//! These do not count: documentation; names of arguments; provided methods of a trait that an
//! implementation does not override; implementations for every type; and implementations of our
//! runtime's traits, which only generated code calls. rustdoc leaves hidden items out.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::items::Items;

/// Returns the items of a crate by path.
///
/// # Panics
/// Panics if the document is not rustdoc's JSON.
pub fn items(document: &Value) -> Items {
    let crate_name = &document["index"][id(&document["root"])]["name"];
    let crate_name = crate_name.as_str().expect("a crate has a name");
    let (items, self_type, associated) = Default::default();
    let mut api = Api { document, crate_name, items, self_type, associated };
    api.module("", &document["index"][id(&document["root"])]);
    api.items
}

/// Returns an id as a key.
fn id(value: &Value) -> String {
    value.as_u64().expect("an id is a number").to_string()
}

fn ids(value: &Value) -> impl Iterator<Item = String> {
    value.as_array().into_iter().flatten().filter(|value| !value.is_null()).map(id)
}

struct Api<'a> {
    document: &'a Value,
    crate_name: &'a str,
    items: Items,
    /// The type that `Self` stands for in an implementation.
    self_type: Value,
    /// The associated types of an implementation, by name.
    associated: BTreeMap<String, Value>,
}

impl<'a> Api<'a> {
    fn item(&self, id: &str) -> Option<&'a Value> {
        Some(&self.document["index"][id]).filter(|item| !item.is_null())
    }

    fn put(&mut self, path: &str, item: &Value, text: &Value) {
        let attributes: Vec<&Value> = item["attrs"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|attribute| counts(attribute))
            .collect();
        // prost does not mark maps as deprecated.
        let is_map =
            ["::HashMap\"", "::BTreeMap\""].iter().any(|map| text.to_string().contains(map));
        let deprecated = if item["deprecation"].is_null() || is_map { "" } else { "deprecated " };
        let visibility = item["visibility"].as_str().unwrap_or("restricted");
        let attributes =
            if attributes.is_empty() { String::new() } else { json!(attributes).to_string() };
        let previous = self
            .items
            .insert(path.to_owned(), format!("{visibility} {deprecated}{attributes}{text}"));
        assert!(previous.is_none(), "{path} is there twice");
    }

    fn module(&mut self, path: &str, module: &'a Value) {
        self.each(path, &module["inner"]["module"]["items"]);
    }

    fn each(&mut self, path: &str, items: &Value) {
        for id in ids(items) {
            let Some(item) = self.item(&id) else { continue };
            let name = item["name"].as_str().unwrap_or("?");
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") };
            self.one(&path, item);
        }
    }

    fn one(&mut self, path: &str, item: &'a Value) {
        let inner = item["inner"].as_object().expect("an item is of some kind");
        let (kind, inner) = inner.iter().next().expect("an item is of some kind");
        match kind.as_str() {
            "module" => {
                self.put(path, item, &json!("module"));
                self.module(path, item);
            }
            "struct" => {
                self.put(
                    path,
                    item,
                    &json!([kind, self.plain(&inner["generics"]), shape(&inner["kind"])]),
                );
                self.each(path, &inner["kind"]["plain"]["fields"]);
                self.each(path, &inner["kind"]["tuple"]);
                self.implementations(path, &inner["impls"]);
            }
            "enum" => {
                self.put(path, item, &json!([kind, self.plain(&inner["generics"])]));
                self.each(path, &inner["variants"]);
                self.implementations(path, &inner["impls"]);
            }
            "variant" => {
                self.put(
                    path,
                    item,
                    &json!([kind, shape(&inner["kind"]), inner["discriminant"]["value"]]),
                );
                self.each(path, &inner["kind"]["tuple"]);
                self.each(path, &inner["kind"]["struct"]["fields"]);
            }
            "trait" => {
                self.put(
                    path,
                    item,
                    &json!([
                        kind,
                        self.plain(&inner["generics"]),
                        self.plain(&inner["bounds"]),
                        inner["is_unsafe"]
                    ]),
                );
                self.each(path, &inner["items"]);
            }
            // A field may have the name of a function.
            "function" => self.put(&format!("{path}()"), item, &self.function(inner)),
            "use" => {}
            // Fields, constants and associated types.
            _ => self.put(path, item, &json!([kind, self.plain(inner)])),
        }
    }

    fn function(&self, function: &Value) -> Value {
        let mut function = self.plain(function);
        for input in function["sig"]["inputs"].as_array_mut().into_iter().flatten() {
            *input = input[1].take();
        }
        // A function that returns the future of another function is used like an `async fn`.
        if let Some(output) = awaited(&function["sig"]["output"]) {
            function["sig"]["output"] = output;
            function["header"]["is_async"] = json!(true);
        }
        // The types already contain `impl Trait`.
        if let Some(parameters) = function["generics"]["params"].as_array_mut() {
            parameters.retain(|parameter| {
                !parameter["name"].as_str().is_some_and(|name| name.starts_with("impl "))
            });
        }
        function
    }

    fn implementations(&mut self, path: &str, implementations: &Value) {
        for id in ids(implementations) {
            self.self_type = Value::Null;
            let Some(item) = self.item(&id) else { continue };
            let inner = &item["inner"]["impl"];
            if !inner["blanket_impl"].is_null() {
                continue;
            }
            self.self_type = self.plain(&inner["for"]);
            if inner["trait"].is_null() {
                // Several implementations count as one.
                let of = format!("{}{}", self.plain(&inner["generics"]), self.self_type);
                let before: BTreeMap<String, String> = std::mem::take(&mut self.items);
                self.each(path, &inner["items"]);
                for (path, text) in std::mem::replace(&mut self.items, before) {
                    let previous = self.items.insert(path.clone(), format!("{text} in {of}"));
                    assert!(previous.is_none(), "{path} is there twice");
                }
                continue;
            }
            let of = self.plain(&inner["trait"]);
            if of["path"].as_str().is_some_and(|path| path.starts_with("rust_grpc::")) {
                continue;
            }
            // A type can implement a trait several times, for different arguments.
            let path =
                format!("impl {} for {}", shown(&of), shown(&self.self_type["resolved_path"]));
            self.put(&path, item, &json!([self.plain(&inner["generics"]), inner["is_negative"]]));
            let items = ids(&inner["items"]).filter_map(|id| self.item(&id));
            let types = items.filter_map(|item| {
                let ty = &item["inner"]["assoc_type"]["type"];
                let name = item["name"].as_str().filter(|_| !ty.is_null())?;
                Some((name.to_owned(), ty.clone()))
            });
            self.associated = types.collect();
            for id in ids(&inner["items"]) {
                if let Some(item) =
                    self.item(&id).filter(|item| item["inner"]["function"].is_null())
                {
                    self.one(&format!("{path}::{}", item["name"].as_str().unwrap_or("?")), item);
                }
            }
            self.associated.clear();
        }
        self.self_type = Value::Null;
    }

    /// Returns a value of the document in which paths name the definition of an item, without the
    /// parts that do not count.
    fn plain(&self, value: &Value) -> Value {
        let associated = &value["qualified_path"];
        if let Some(ty) = associated["name"].as_str().and_then(|name| self.associated.get(name))
            && self.plain(&associated["self_type"]) == json!({ "generic": "Self" })
        {
            return self.plain(ty);
        }
        match value {
            Value::Object(object) if object.contains_key("path") && object.contains_key("id") => {
                let mut plain = Map::new();
                plain.insert("path".to_owned(), json!(self.path(object)));
                plain.insert("args".to_owned(), self.plain(&object["args"]));
                Value::Object(plain)
            }
            Value::Object(object) => {
                let kept = object.iter().filter(|(key, _)| {
                    !["expr", "has_body", "is_synthetic"].contains(&key.as_str())
                });
                let plain = kept.map(|(key, value)| (key.clone(), self.plain(value))).collect();
                if plain == self.self_type { json!({ "generic": "Self" }) } else { plain }
            }
            Value::Array(values) => values.iter().map(|value| self.plain(value)).collect(),
            // The spelling of a constant's value.
            Value::String(text) => json!(text.strip_prefix("self::").unwrap_or(text)),
            other => other.clone(),
        }
    }

    fn path(&self, object: &Map<String, Value>) -> String {
        let summary = &self.document["paths"][id(&object["id"])];
        let Some(path) = summary["path"].as_array() else { return object["path"].to_string() };
        let mut path: Vec<&str> =
            path.iter().map(|part| part.as_str().expect("a path is names")).collect();
        if path.first() == Some(&self.crate_name) {
            path[0] = "crate";
        }
        path.join("::")
    }
}

/// Returns `T` if the type is `impl Future<Output = T> + '_`.
fn awaited(output: &Value) -> Option<Value> {
    let [future, lifetime] = output["impl_trait"].as_array()?.as_slice() else { return None };
    let future = &future["trait_bound"]["trait"];
    let is_future = future["path"] == "core::future::future::Future";
    let output = &future["args"]["angle_bracketed"]["constraints"][0]["binding"]["equality"];
    (is_future && lifetime["outlives"] == "'_").then(|| output["type"].clone())
}

/// Returns a path with its arguments.
fn shown(path: &Value) -> String {
    let arguments = if path["args"].is_null() { String::new() } else { path["args"].to_string() };
    path["path"].as_str().unwrap_or("?").to_owned() + &arguments
}

/// Returns whether a struct or variant is `plain`, a `tuple` or a `unit`, and whether it has hidden
/// fields.
fn shape(kind: &Value) -> Value {
    match kind {
        Value::Object(kind) => {
            kind.iter().map(|(name, inner)| json!([name, inner["has_stripped_fields"]])).collect()
        }
        other => other.clone(),
    }
}

fn counts(attribute: &Value) -> bool {
    let text = attribute.to_string();
    ["must_use", "non_exhaustive", "repr"].iter().any(|name| text.contains(name))
}
