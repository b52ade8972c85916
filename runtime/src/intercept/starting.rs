//! The interceptors at the beginning of a call.

use super::Start;
use super::active::Chain;
use super::answer::Verdict;

/// A call whose interceptors see its start. If it is dropped meanwhile, those that have seen the
/// start learn that the call is cancelled.
pub struct Starting<'a> {
    chain: &'a Chain,
    started: usize,
    /// It is taken at the end.
    start: Option<Start>,
}

impl<'a> Starting<'a> {
    pub fn new(chain: &'a Chain, start: Start) -> Self {
        Self { chain, started: 0, start: Some(start) }
    }

    /// Shows the start to the interceptors, the outermost first, until one refuses or answers the
    /// call. Returns the number of interceptors before that one.
    pub async fn run(mut self) -> (Start, usize, Option<Verdict>) {
        let mut verdict = None;
        for interceptor in self.chain.iter() {
            // `run` alone takes it.
            let Some(start) = &mut self.start else { break };
            verdict = match interceptor.start(start).await {
                Err(status) => Some(Verdict::Refused(status)),
                Ok(()) => start.answer.take().map(|answer| Verdict::Answered(answer, self.started)),
            };
            if verdict.is_some() {
                break;
            }
            self.started += 1;
        }
        let start = self.start.take().expect("`run` alone takes it");
        (start, self.started, verdict)
    }
}

impl Drop for Starting<'_> {
    fn drop(&mut self) {
        let Some(start) = &self.start else { return };
        for interceptor in self.chain[..self.started].iter().rev() {
            interceptor.cancelled(&start.call);
        }
    }
}
