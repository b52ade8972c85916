//! About the schema, or the request that carries it.
