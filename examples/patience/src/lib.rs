//! A server that fails on purpose. A request says what the server does in each attempt of a call,
//! and the server counts the attempts.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio_stream::StreamExt;
use tonic::codegen::BoxStream;
use tonic::metadata::MetadataMap;
use tonic::{Code, Request, Response, Status, Streaming};

use flaky_server::Flaky;

rust_grpc::include_proto!("patience");

/// The examples of the page about calls run.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/calls.md")]
pub struct Calls;

/// The config of the program: up to four attempts, and one deadline for all of them.
pub const CONFIG: &str = include_str!("../service_config.json");

/// The server. Copies share their counts.
#[derive(Debug, Clone, Default)]
pub struct FailsOnPurpose {
    seen: Arc<Mutex<HashMap<String, SeenReply>>>,
}

impl FailsOnPurpose {
    /// Returns what the server has seen of a call.
    pub fn seen(&self, call: &str) -> SeenReply {
        self.seen.lock().expect("no panic").get(call).cloned().unwrap_or_default()
    }

    /// Counts an attempt. Returns its number and its step.
    async fn begin(&self, ask: Ask, metadata: &MetadataMap) -> (u32, Step) {
        let previous = metadata.get("grpc-previous-rpc-attempts");
        let previous = previous.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (attempt, step) = {
            let mut all = self.seen.lock().expect("no panic");
            let seen = all.entry(ask.call).or_default();
            seen.attempts += 1;
            seen.previous.push(previous.into());
            seen.deadlines.push(metadata.contains_key("grpc-timeout"));
            let step = ask.steps.into_iter().nth(seen.attempts as usize - 1);
            (seen.attempts, step.unwrap_or_default())
        };
        tokio::time::sleep(Duration::from_millis(step.delay_ms.into())).await;
        (attempt, step)
    }

    /// Begins an attempt with a stream of requests, and reads as many as its step says.
    async fn begin_stream(&self, request: Request<Streaming<Ask>>) -> Result<(u32, Step), Status> {
        let (metadata, _, mut asks) = request.into_parts();
        let Some(first) = asks.message().await? else {
            return Err(Status::invalid_argument("no request"));
        };
        let call = first.call.clone();
        let (attempt, step) = self.begin(first, &metadata).await;
        let mut read = 1;
        while (step.reads == 0 || read < step.reads) && asks.message().await?.is_some() {
            read += 1;
        }
        self.seen.lock().expect("no panic").entry(call).or_default().requests += read;
        Ok((attempt, step))
    }
}

fn answer(attempt: u32, step: &Step) -> Answer {
    Answer { attempt, padding: vec![0; step.size as usize] }
}

fn failure(step: &Step) -> Result<(), Status> {
    if step.code == 0 {
        return Ok(());
    }
    let mut status = Status::new(Code::from_i32(step.code), "on purpose");
    if let Ok(pushback) = step.pushback.parse()
        && !step.pushback.is_empty()
    {
        status.metadata_mut().insert("grpc-retry-pushback-ms", pushback);
    }
    Err(status)
}

fn unary(attempt: u32, step: &Step) -> Result<Response<Answer>, Status> {
    failure(step)?;
    Ok(Response::new(answer(attempt, step)))
}

fn stream(attempt: u32, step: &Step) -> Result<Response<BoxStream<Answer>>, Status> {
    if !step.headers && step.answers == 0 {
        failure(step)?;
    }
    let count = if step.code == 0 { 3 } else { step.answers as usize };
    let pause = Duration::from_millis(step.pause_ms.into());
    let answers = std::iter::repeat_n(Ok(answer(attempt, step)), count).enumerate();
    let answers = tokio_stream::iter(answers).then(move |(index, answer)| async move {
        if index > 0 {
            tokio::time::sleep(pause).await;
        }
        answer
    });
    let end = tokio_stream::iter(failure(step).err().map(Err));
    Ok(Response::new(Box::pin(answers.chain(end))))
}

#[tonic::async_trait]
impl Flaky for FailsOnPurpose {
    type WatchStream = BoxStream<Answer>;
    type TalkStream = BoxStream<Answer>;

    async fn get(&self, request: Request<Ask>) -> Result<Response<Answer>, Status> {
        let (metadata, _, ask) = request.into_parts();
        let (attempt, step) = self.begin(ask, &metadata).await;
        unary(attempt, &step)
    }

    async fn find(&self, request: Request<Ask>) -> Result<Response<Answer>, Status> {
        self.get(request).await
    }

    async fn watch(&self, request: Request<Ask>) -> Result<Response<Self::WatchStream>, Status> {
        let (metadata, _, ask) = request.into_parts();
        let (attempt, step) = self.begin(ask, &metadata).await;
        stream(attempt, &step)
    }

    async fn record(&self, request: Request<Streaming<Ask>>) -> Result<Response<Answer>, Status> {
        let (attempt, step) = self.begin_stream(request).await?;
        unary(attempt, &step)
    }

    async fn talk(
        &self,
        request: Request<Streaming<Ask>>,
    ) -> Result<Response<Self::TalkStream>, Status> {
        let (attempt, step) = self.begin_stream(request).await?;
        stream(attempt, &step)
    }

    async fn seen(&self, request: Request<SeenRequest>) -> Result<Response<SeenReply>, Status> {
        Ok(Response::new(self.seen(&request.get_ref().call)))
    }
}
