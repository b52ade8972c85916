//! The description of a method.

/// A method of a service. The option `method_constants` generates constants of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method {
    path: &'static str,
    kind: MethodKind,
    idempotency: Idempotency,
}

/// The kind of a method, by the sides that stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MethodKind {
    /// Neither side streams.
    Unary,
    /// The client streams.
    ClientStreaming,
    /// The server streams.
    ServerStreaming,
    /// Both sides stream.
    BidiStreaming,
}

/// The effect of repeating a call: `option idempotency_level` of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// The schema does not say.
    Unknown,
    /// A call has no side effects.
    NoSideEffects,
    /// A repeated call has the effect of one call.
    Idempotent,
}

impl Method {
    /// Creates the description of a method. Generated code calls it.
    #[doc(hidden)]
    pub const fn new(path: &'static str, kind: MethodKind, idempotency: Idempotency) -> Self {
        Self { path, kind, idempotency }
    }

    /// Returns the path of the method, e.g. `/acme.v1.Weather/GetForecast`.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Returns the full name of the service, e.g. `acme.v1.Weather`.
    pub fn service(&self) -> &'static str {
        self.parts().0
    }

    /// Returns the proto name of the method, e.g. `GetForecast`.
    pub fn name(&self) -> &'static str {
        self.parts().1
    }

    /// Returns the kind of the method, by the sides that stream.
    pub const fn kind(&self) -> MethodKind {
        self.kind
    }

    /// Returns the effect of repeating a call.
    pub const fn idempotency(&self) -> Idempotency {
        self.idempotency
    }

    fn parts(&self) -> (&'static str, &'static str) {
        parts(self.path)
    }
}

/// Returns the service and the method of a path, e.g. `/acme.v1.Weather/GetForecast`.
pub(crate) fn parts(path: &'static str) -> (&'static str, &'static str) {
    path.trim_start_matches('/').split_once('/').unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_two_parts() {
        let method =
            Method::new("/acme.v1.Weather/GetForecast", MethodKind::Unary, Idempotency::Idempotent);
        assert_eq!((method.service(), method.name()), ("acme.v1.Weather", "GetForecast"));
        assert_eq!(parts("nothing"), ("", ""));
    }
}
