//! Answers calls by expectations, with the code of generated servers.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt::Debug;
use core::pin::Pin;
use core::task::{Context, Poll};

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tonic::body::Body;
use tonic::codec::Codec;
use tonic::codegen::{http, tokio_stream};
use tonic::{Request, Response, Status, Streaming};

use super::State;
use super::expectations::LACKS_REPLY;
use super::reply::{Reply, Step};
use crate::stub::Server;
use crate::stub::server::Answered;

pub fn unary<C>(
    codec: C,
    state: Arc<State>,
    request: http::Request<Body>,
    path: &'static str,
) -> Answered
where
    C: Codec + Send + 'static,
    C::Encode: Send,
    C::Decode: Debug + Send + Sync,
{
    Server::default().unary_with(codec, &state, request, path, move |state, request| async move {
        let (request, reply) = expected(&state, path, request)?;
        message(reply, request).await
    })
}

pub fn server_streaming<C>(
    codec: C,
    state: Arc<State>,
    request: http::Request<Body>,
    path: &'static str,
) -> Answered
where
    C: Codec + Send + 'static,
    C::Encode: Send,
    C::Decode: Debug + Send + Sync,
{
    let answer = move |state: Arc<State>, request: Request<C::Decode>| async move {
        let (_, reply) = expected::<_, C::Encode>(&state, path, request)?;
        Ok(Response::new(stream(state, path, reply, None)))
    };
    Server::default().server_streaming(codec, &state, request, path, answer)
}

pub fn client_streaming<C>(
    codec: C,
    state: Arc<State>,
    request: http::Request<Body>,
    path: &'static str,
) -> Answered
where
    C: Codec + Send + 'static,
    C::Encode: Send,
    C::Decode: Debug + Send + Sync,
{
    let answer = move |state: Arc<State>, request: Request<Streaming<C::Decode>>| async move {
        let (metadata, extensions, mut stream) = request.into_parts();
        let mut messages = Vec::new();
        while let Some(message) = stream.message().await? {
            messages.push(message);
        }
        let request = Request::from_parts(metadata, extensions, messages);
        let (request, reply) = expected(&state, path, request)?;
        message(reply, request).await
    };
    Server::default().client_streaming(codec, &state, request, path, answer)
}

pub fn streaming<C>(
    codec: C,
    state: Arc<State>,
    request: http::Request<Body>,
    path: &'static str,
) -> Answered
where
    C: Codec + Send + 'static,
    C::Encode: Send,
    C::Decode: Debug + Send + Sync,
{
    let answer = move |state: Arc<State>, request: Request<Streaming<C::Decode>>| async move {
        let (metadata, extensions, messages) = request.into_parts();
        let request = Request::from_parts(metadata, extensions, ());
        let reply = state.expectations().dialog::<C::Decode, C::Encode>(path, &request)?;
        Ok(Response::new(stream(state, path, reply, Some(messages))))
    };
    Server::default().streaming(codec, &state, request, path, answer)
}

/// Returns the request, and the reply of the expectation that accepts it.
fn expected<Q: Debug + 'static, R: 'static>(
    state: &State,
    path: &'static str,
    request: Request<Q>,
) -> Result<(Request<Q>, Reply<Q, R>), Status> {
    let (metadata, extensions, content) = request.into_parts();
    let request = Request::from_parts(metadata, extensions, ());
    let reply = state.expectations().reply(path, &request, &content)?;
    Ok((request.map(|()| content), reply))
}

/// Returns the reply of one message.
async fn message<Q, R>(reply: Reply<Q, R>, request: Request<Q>) -> Result<Response<R>, Status> {
    for step in reply.steps {
        match step {
            Step::Send(message) => return Ok(Response::new(message())),
            Step::Wait(time) => tokio::time::sleep(time).await,
            Step::Fail(status) => return Err(status),
            Step::Hang => core::future::pending().await,
            Step::Answer(answer) => return answer(request),
            Step::Receive(_) => unreachable!("dialogs alone have this step"),
        }
    }
    Err(Status::internal(alloc::format!("{} {LACKS_REPLY}", reply.label)))
}

/// Returns the stream of a reply. It is made in the background, and ends when it is dropped.
fn stream<Q, R>(
    state: Arc<State>,
    path: &'static str,
    reply: Reply<Q, R>,
    messages: Option<Streaming<Q>>,
) -> Messages<R>
where
    Q: Send + 'static,
    R: Send + 'static,
{
    let (sender, receiver) = channel(1);
    tokio::spawn(async move {
        let closed = sender.clone();
        tokio::select! {
            biased;
            () = closed.closed() => {}
            () = send(&state, path, reply, messages, sender) => {}
        }
    });
    Messages(receiver)
}

async fn send<Q, R>(
    state: &State,
    path: &'static str,
    reply: Reply<Q, R>,
    mut messages: Option<Streaming<Q>>,
    sender: Sender<Result<R, Status>>,
) {
    for step in reply.steps {
        let item = match step {
            Step::Send(message) => Ok(message()),
            Step::Wait(time) => {
                tokio::time::sleep(time).await;
                continue;
            }
            Step::Fail(status) => Err(status),
            Step::Hang => return core::future::pending().await,
            Step::Receive(condition) => {
                let Some(messages) = &mut messages else { continue };
                let reason = match messages.message().await {
                    Ok(Some(message)) => {
                        let condition = condition.lock().expect("no panic");
                        match condition(&Request::new(()), Some(&message)) {
                            Ok(()) => continue,
                            Err(reason) => reason,
                        }
                    }
                    Ok(None) => "  the client sends no further message\n".into(),
                    Err(status) => alloc::format!("  the client's stream failed: {status}\n"),
                };
                let reason = alloc::format!("{}:\n{reason}", reply.label);
                Err(state.expectations().unexpected(path, None, &reason))
            }
            Step::Answer(_) => unreachable!("replies of one message alone have this step"),
        };
        let ends = item.is_err();
        if sender.send(item).await.is_err() || ends {
            return;
        }
    }
}

/// The messages of a reply.
struct Messages<R>(Receiver<Result<R, Status>>);

impl<R> tokio_stream::Stream for Messages<R> {
    type Item = Result<R, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}
