//! The vault itself, which knows neither roles nor logs.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tonic::codegen::{BoxStream, tokio_stream};
use tonic::{Request, Response, Status, Streaming};

use crate::proto::vault_server::Vault;
use crate::proto::{Key, ListRequest, Secret, Stored};

/// Secrets in memory.
#[derive(Default)]
pub struct Store {
    secrets: Mutex<BTreeMap<String, String>>,
}

impl Store {
    fn insert(&self, secret: Secret) {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(secret.key, secret.value);
    }
}

#[tonic::async_trait]
impl Vault for Store {
    async fn store(&self, request: Request<Secret>) -> Result<Response<Stored>, Status> {
        self.insert(request.into_inner());
        Ok(Response::new(Stored { count: 1 }))
    }

    async fn import(
        &self,
        request: Request<Streaming<Secret>>,
    ) -> Result<Response<Stored>, Status> {
        let mut secrets = request.into_inner();
        let mut count = 0;
        while let Some(secret) = secrets.message().await? {
            self.insert(secret);
            count += 1;
        }
        Ok(Response::new(Stored { count }))
    }

    async fn open(&self, request: Request<Key>) -> Result<Response<Secret>, Status> {
        let Key { key } = request.into_inner();
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        match secrets.get(&key) {
            Some(value) => Ok(Response::new(Secret { key, value: value.clone() })),
            None => Err(Status::not_found(format!("`{key}` is not in the vault"))),
        }
    }

    type ListStream = BoxStream<Key>;
    async fn list(&self, _: Request<ListRequest>) -> Result<Response<BoxStream<Key>>, Status> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let keys: Vec<_> = secrets.keys().map(|key| Ok(Key { key: key.clone() })).collect();
        Ok(Response::new(Box::pin(tokio_stream::iter(keys))))
    }
}
