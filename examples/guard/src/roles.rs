//! The authorization of callers: a custom option of the method says which role it needs.

use std::collections::HashMap;

use rust_grpc::intercept::{Interceptor, Start};
use tonic::Status;

use crate::proto::ROLE;

/// The caller of a call. The implementation finds it in the extensions of its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller(pub String);

/// An interceptor of servers that checks the role of the caller.
pub struct Roles {
    /// The callers and their roles, by token.
    callers: HashMap<String, (Caller, Vec<String>)>,
}

impl Roles {
    /// Creates the interceptor from lines such as `TOKEN CALLER ROLE ROLE`.
    pub fn parse(lines: &str) -> Self {
        let callers = lines.lines().filter_map(|line| {
            let mut words = line.split_whitespace().map(str::to_owned);
            Some((words.next()?, (Caller(words.next()?), words.collect())))
        });
        Self { callers: callers.collect() }
    }
}

impl Interceptor for Roles {
    async fn start(&self, start: &mut Start) -> Result<(), Status> {
        // A method without a constant is none of this server. It has no role, so no one may call
        // it.
        let role = match start.call().method() {
            Some(method) => method.option(ROLE),
            None => return Err(Status::permission_denied("unknown method")),
        };
        let role = role.map_err(|error| Status::internal(error.to_string()))?;
        let token = start.metadata().get("authorization").and_then(|value| value.to_str().ok());
        let caller = token.and_then(|token| self.callers.get(token.strip_prefix("Bearer ")?));
        if let Some((caller, _)) = caller {
            start.extensions_mut().insert(caller.clone());
            start.state_mut().insert(caller.clone());
        }
        match (role, caller) {
            // A new method whose role was forgotten is closed, not open.
            (None, _) => Err(Status::permission_denied("the method has no role")),
            (Some(role), _) if role == "anyone" => Ok(()),
            (Some(_), None) => Err(Status::unauthenticated("a token is missing")),
            (Some(role), Some((_, roles))) if !roles.contains(&role) => {
                Err(Status::permission_denied(format!("the role `{role}` is missing")))
            }
            (Some(_), Some(_)) => Ok(()),
        }
    }
}

/// An interceptor of clients that sends a token.
pub struct Token(pub String);

impl Interceptor for Token {
    async fn start(&self, start: &mut Start) -> Result<(), Status> {
        let value = format!("Bearer {}", self.0).parse();
        let value = value.map_err(|_| Status::internal("the token is no header"))?;
        start.metadata_mut().insert("authorization", value);
        Ok(())
    }
}
