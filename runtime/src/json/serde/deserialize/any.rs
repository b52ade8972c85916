//! `google.protobuf.Any`.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess};

use super::build::Build;
use super::key::Text;
use super::object::{ignore, object};
use super::path::{Path, Step};
use super::place::Place;
use super::scalar::Scalar;
use super::token::Token;
use super::tree::{Replay, Tree, TreeSeed};
use super::visitor::Value;
use crate::json::error::JsonError;
use crate::json::parse::any::{NO_TYPE, TYPE_KEY, TYPE_URL, VALUE, VALUE_KEY, no_value};
use crate::json::parse::object::{Inside, TWICE};
use crate::schema::{Form, Type};
use crate::wire::skip::DELIMITED;

/// The name of the newtype as which an `Any` in a kept value is requested. The deserializer of the
/// kept value shows the type URL first. Other deserializers do not see the request, because some
/// formats write the name of a newtype.
pub(super) const ANY: &str = "$rust_grpc::Any";

/// Reads an `Any`: an object with the type URL and the fields of the message. Members before the
/// type URL are kept until the type URL is read.
pub(super) fn any<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    mut map: A,
) -> Result<(), A::Error> {
    let mut members = Vec::new();
    // Each level of a message takes at most one list or map more.
    let levels = build.levels().max(0) as u32 * 2 + 2;
    while let Some(key) = map.next_key_seed(Text(path))? {
        if key != TYPE_KEY {
            let value = map.next_value_seed(TreeSeed { path, levels })?;
            members.push((Tree::Text(key), value));
            continue;
        }
        let url = map.next_value_seed(TypeUrl(path))?;
        if members.is_empty() {
            return message(build, path, ty, &url, map);
        }
        while let Some(key) = map.next_key_seed(Text(path))? {
            let value = map.next_value_seed(TreeSeed { path, levels })?;
            members.push((Tree::Text(key), value));
        }
        let outer = mem::replace(&mut build.is_replaying, true);
        let result = message(build, path, ty, &url, Replay::new(members));
        build.is_replaying = outer;
        return result.map_err(A::Error::custom);
    }
    match members.is_empty() || build.ignores_unknown {
        true => Ok(()),
        false => Err(A::Error::custom(path.error(NO_TYPE))),
    }
}

/// The seed of a type URL.
struct TypeUrl<'p>(&'p Path<'p>);

impl<'de> DeserializeSeed<'de> for TypeUrl<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(Scalar {
            receive: |token: Token<'_>| match token {
                Token::Text(url) => Ok(url.into()),
                _ => Err(self.0.error(token.unexpected("a type URL in a string"))),
            },
        })
    }
}

/// Reads the message in an `Any`, and writes both fields of the `Any`.
fn message<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    url: &str,
    map: A,
) -> Result<(), A::Error> {
    let packed = build.registry.resolve(url);
    let packed = packed.map_err(|problem| A::Error::custom(path.error(problem)))?;
    build.out.key(TYPE_URL, DELIMITED);
    build.out.delimited(url.as_bytes());
    let start = build.out.len();
    let begun = build.out.begin(VALUE);
    let empty = build.out.len();
    build.enter();
    build.check_levels(path).map_err(A::Error::custom)?;
    match packed.message().form {
        Form::Plain => object(build, path, packed, Inside::Any, map)?,
        _ => value(build, path, ty, packed, map)?,
    }
    build.leave();
    match build.out.len() > empty {
        true => build.out.end(begun),
        false => build.out.truncate(start),
    }
    Ok(())
}

/// Reads the member `value`, which is a message with a JSON form of its own. `ty` is the type of
/// the `Any`.
fn value<'de, A: MapAccess<'de>>(
    build: &mut Build<'_>,
    path: &Path<'_>,
    ty: Type<'_>,
    packed: Type<'_>,
    mut map: A,
) -> Result<(), A::Error> {
    let mut has_value = false;
    while let Some(key) = map.next_key_seed(Text(path))? {
        match &*key {
            TYPE_KEY => return Err(A::Error::custom(path.error(TWICE))),
            VALUE_KEY if mem::replace(&mut has_value, true) => {
                return Err(A::Error::custom(path.error(TWICE)));
            }
            VALUE_KEY => {
                let path = &path.then(Step::Field(VALUE_KEY));
                let place = Place::of(packed);
                let value = Value { build: &mut *build, path, place, is_nullable: false };
                map.next_value_seed(value)?;
            }
            name => {
                build.check_ignored(path, ty, name).map_err(A::Error::custom)?;
                ignore(build, path, &mut map)?;
            }
        }
    }
    // Some programs print an `Empty` with a value, and others without one.
    if !has_value && packed.message().form != Form::Empty {
        let error: JsonError = path.error(no_value(packed));
        return Err(A::Error::custom(error));
    }
    Ok(())
}
