//! A service that knows how much of it is running.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio_stream::StreamExt;
use tonic::{Request, Response, Status, Streaming};

use crate::echo_server::Echo;
use crate::{Echoing, RepeatRequest, Text, Texts};

/// Says how many of its streams are running, whatever it is asked.
#[derive(Debug, Default)]
pub struct Counting {
    running: Arc<AtomicU32>,
}

/// Counted for as long as it is there.
struct Guard(Arc<AtomicU32>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Counting {
    /// A cancelled call is a dropped stream: nothing has to be asked or watched.
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
