//! Attempts that read the same requests.

use alloc::collections::VecDeque;
use core::task::{Context, Poll, Waker};
use std::string::String;
use std::vec::Vec;

use super::super::budget::Limits;
use super::*;

/// Frames that come one after the other. An empty frame stands for a frame that has not come yet.
struct Frames(Arc<Mutex<VecDeque<&'static str>>>);

impl HttpBody for Frames {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        match self.0.lock().unwrap().pop_front() {
            None => Poll::Ready(None),
            Some("") => Poll::Pending,
            Some("error") => Poll::Ready(Some(Err(Status::aborted("no more")))),
            Some(text) => Poll::Ready(Some(Ok(Frame::data(text.into())))),
        }
    }
}

fn replay(frames: &[&'static str], limits: Limits) -> (Replay, Arc<Budget>) {
    let budget = Arc::new(Budget::new(limits));
    let frames = Frames(Arc::new(Mutex::new(frames.iter().copied().collect())));
    (Replay::new(Body::new(frames), Arc::clone(&budget)), budget)
}

/// Returns what the body has at the moment: its frames, the code of an error, or the end.
fn read(body: &mut Body) -> Vec<String> {
    let mut read = Vec::new();
    loop {
        let mut cx = Context::from_waker(Waker::noop());
        read.push(match Pin::new(&mut *body).poll_frame(&mut cx) {
            Poll::Pending => return read,
            Poll::Ready(None) => "end".into(),
            Poll::Ready(Some(Err(status))) => alloc::format!("{:?}", status.code()),
            Poll::Ready(Some(Ok(frame))) => {
                String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()
            }
        });
        if read.last().is_some_and(|last| last == "end" || last.starts_with(char::is_uppercase)) {
            return read;
        }
    }
}

/// Without tonic's server, tonic does not know the reason of HTTP/2, which only is a source.
fn code_of_cancelled() -> String {
    alloc::format!("{:?}", cancelled().code())
}

const LIMITS: Limits = Limits { call: 8, client: 8 };

#[test]
fn each_attempt_reads_from_the_beginning() {
    let (replay, budget) = replay(&["a", "b", "", "c"], LIMITS);
    let (first, mut body) = replay.begin().unwrap();
    assert_eq!(read(&mut body), ["a", "b"]);
    drop(first);
    assert_eq!(read(&mut body), [code_of_cancelled()]);

    let (second, mut body) = replay.begin().unwrap();
    assert_eq!(read(&mut body), ["a", "b", "c", "end"]);
    assert_eq!(budget.used(), 3);
    assert!(second.commit());
    assert_eq!(budget.used(), 0);
    assert!(replay.begin().is_none());
    drop(body);
    // A request that has been sent as a whole leaves its attempt.
    assert!(second.commit());
}

#[test]
fn attempts_at_the_same_time_read_the_same_frames() {
    let (replay, _) = replay(&["a", "", "b", "", "c", "d"], LIMITS);
    let (first, mut of_first) = replay.begin().unwrap();
    let (second, mut of_second) = replay.begin().unwrap();
    assert_eq!(read(&mut of_first), ["a"]);
    assert_eq!(read(&mut of_second), ["a", "b"]);
    assert!(first.commit());
    assert!(!second.commit());
    assert_eq!(read(&mut of_second), [code_of_cancelled()]);
    assert_eq!(read(&mut of_first), ["b", "c", "d", "end"]);
}

#[test]
fn an_attempt_that_exceeds_a_limit_is_the_last_one() {
    for limits in [Limits { call: 4, ..LIMITS }, Limits { client: 4, ..LIMITS }] {
        let (replay, budget) = replay(&["ab", "cd", "", "ef", "gh", "", "ij"], limits);
        let (first, mut of_first) = replay.begin().unwrap();
        let (second, mut of_second) = replay.begin().unwrap();
        assert_eq!(read(&mut of_first), ["ab", "cd"]);
        assert!(!replay.is_committed());
        assert_eq!(read(&mut of_second), ["ab", "cd", "ef", "gh"]);
        assert!(replay.is_committed());
        // What has been sent is no longer buffered.
        assert_eq!(budget.used(), 0);
        assert_eq!(read(&mut of_first), [code_of_cancelled()]);
        assert_eq!(read(&mut of_second), ["ij", "end"]);
        assert!(!first.commit() && second.commit());
    }
}

#[test]
fn an_error_of_the_requests_ends_the_call() {
    let (replay, _) = replay(&["a", "error", "b"], LIMITS);
    let (first, mut body) = replay.begin().unwrap();
    assert_eq!(read(&mut body), ["a", "Aborted"]);
    assert_eq!(first.failure().map(|status| status.code()), Some(tonic::Code::Aborted));
    let (_second, mut body) = replay.begin().unwrap();
    assert_eq!(read(&mut body), ["a", "Aborted"]);
}

#[test]
fn a_finished_attempt_goes_on_to_send() {
    let (replay, budget) = replay(&["a", "", "b"], LIMITS);
    let (mut attempt, mut body) = replay.begin().unwrap();
    assert_eq!(read(&mut body), ["a"]);
    assert!(attempt.commit());
    attempt.finish();
    drop(attempt);
    assert_eq!(read(&mut body), ["b", "end"]);
    drop((body, replay));
    assert_eq!(budget.used(), 0);
}

#[test]
fn the_end_is_known_with_the_last_frame() {
    let replay = Replay::new(Body::new(String::from("all")), Arc::new(Budget::new(LIMITS)));
    for _ in 0..2 {
        let (_attempt, mut body) = replay.begin().unwrap();
        let mut cx = Context::from_waker(Waker::noop());
        assert!(!body.is_end_stream());
        assert!(Pin::new(&mut body).poll_frame(&mut cx).is_ready());
        assert!(body.is_end_stream());
    }
}

/// Requests that own a response, e.g. of a program that sends back what it has received.
struct Owns(Arc<Mutex<Option<Attempt>>>);

impl HttpBody for Owns {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        Poll::Pending
    }
}

impl Drop for Owns {
    fn drop(&mut self) {
        self.0.lock().unwrap().take();
    }
}

#[test]
fn requests_may_own_the_response() {
    let owned = Arc::new(Mutex::new(None));
    let source = Body::new(Owns(Arc::clone(&owned)));
    let replay = Replay::new(source, Arc::new(Budget::new(LIMITS)));
    let (attempt, body) = replay.begin().unwrap();
    assert!(attempt.commit());
    *owned.lock().unwrap() = Some(attempt);
    drop(body);
    assert!(owned.lock().unwrap().is_none());
}
