//! A service that counts its running streams.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio_stream::StreamExt;
use tonic::{Request, Response, Status, Streaming};

use crate::echo_server::Echo;
use crate::{Echoing, RepeatRequest, Text, Texts};

/// The service. The response is the number of its running streams.
#[derive(Debug, Default)]
pub struct Counting {
    running: Arc<AtomicU32>,
}

/// A running stream. It is counted until it is dropped.
struct Guard(Arc<AtomicU32>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Counting {
    /// Wraps a stream so that it is counted. A cancelled call drops its stream, which ends the
    /// count.
    fn counted(&self, texts: Texts) -> Texts {
        self.running.fetch_add(1, Ordering::SeqCst);
        let guard = Guard(Arc::clone(&self.running));
        Box::pin(texts.map(move |text| {
            let _ = &guard;
            text
        }))
    }
}

#[tonic::async_trait]
impl Echo for Counting {
    type RepeatStream = Texts;
    type TalkStream = Texts;

    async fn say(&self, _: Request<Text>) -> Result<Response<Text>, Status> {
        Ok(Response::new(Text { text: self.running.load(Ordering::SeqCst).to_string() }))
    }

    async fn repeat(&self, request: Request<RepeatRequest>) -> Result<Response<Texts>, Status> {
        Ok(Echoing.repeat(request).await?.map(|texts| self.counted(texts)))
    }

    async fn talk(&self, request: Request<Streaming<Text>>) -> Result<Response<Texts>, Status> {
        Ok(Echoing.talk(request).await?.map(|texts| self.counted(texts)))
    }
}
