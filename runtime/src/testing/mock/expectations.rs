//! The list of a mock's expectations.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::any::Any;
use core::fmt::{self, Debug, Display, Formatter, Write as _};
use core::panic::Location;

use tonic::{Request, Status};

use super::condition::Condition;
use super::reply::Reply;
use super::times::Times;

/// The number of characters of a status that explain why a call is not expected.
const LONGEST_STATUS: usize = 1000;

/// The end of the sentence about an expectation without a reply.
pub const LACKS_REPLY: &str = "has no reply: it needs `reply`, `answer`, `fail` or `hang`";

/// The expectations of a mock, and the calls that they did not accept.
#[derive(Default)]
pub struct Expectations {
    all: Vec<Expectation>,
    /// The texts about calls that were not expected.
    failures: Vec<String>,
    /// Whether calls come in the order of their expectations.
    pub in_order: bool,
}

/// The name of an expectation in reports.
#[derive(Clone, Copy)]
pub struct Label {
    /// The number of the expectation. The first one is 1.
    number: usize,
    /// The position in the test.
    location: &'static Location<'static>,
}

impl Display for Label {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "expectation {} ({})", self.number, self.location)
    }
}

/// An expectation.
pub struct Expectation {
    path: &'static str,
    label: Label,
    /// The number of calls, if the test has set it. It is one otherwise.
    pub times: Option<Times>,
    /// The number of calls so far.
    calls: usize,
    /// Whether a reply is one message, which the test must give.
    needs_reply: bool,
    /// The method of the builder that has ended the reply, e.g. `fail`.
    pub ended_by: Option<&'static str>,
    /// Whether the request is compared with a message.
    pub is_compared: bool,
    /// Whether a report has told what is wrong.
    is_reported: bool,
    /// The conditions and the reply, which is a [`Typed`].
    typed: Box<dyn Any + Send>,
}

/// The parts of an expectation that depend on the messages of its method.
pub struct Typed<Q, R> {
    pub conditions: Vec<Condition<Q>>,
    pub reply: Reply<Q, R>,
}

impl Expectation {
    /// Returns the conditions and the reply.
    pub fn typed<Q: 'static, R: 'static>(&mut self) -> &mut Typed<Q, R> {
        self.typed.downcast_mut().expect("a path has one pair of messages")
    }

    fn times(&self) -> Times {
        self.times.unwrap_or(Times::from(1))
    }

    fn is_met(&self) -> bool {
        self.is_reported || self.calls >= self.times().least
    }

    /// Returns what is wrong with the expectation.
    fn report(&self) -> String {
        let Self { label, path, calls, .. } = self;
        let mut text = String::new();
        if self.is_reported {
            return text;
        }
        if self.needs_reply && self.ended_by.is_none() && self.times().most > 0 {
            writeln!(text, "{label} of `{path}` {LACKS_REPLY}").expect("text");
        }
        if !self.is_met() {
            writeln!(text, "{label} of `{path}`: expected {}, got {calls}", self.times())
                .expect("text");
        }
        text
    }
}

impl Expectations {
    /// Adds an expectation of one call. Returns its place.
    pub fn add<Q: Send + 'static, R: Send + 'static>(
        &mut self,
        path: &'static str,
        needs_reply: bool,
        location: &'static Location<'static>,
    ) -> usize {
        let place = self.all.len();
        let label = Label { number: place + 1, location };
        let reply = Reply { steps: Vec::new(), label };
        let typed = Typed::<Q, R> { conditions: Vec::new(), reply };
        self.all.push(Expectation {
            path,
            label,
            times: None,
            calls: 0,
            needs_reply,
            ended_by: None,
            is_compared: false,
            is_reported: false,
            typed: Box::new(typed),
        });
        place
    }

    /// Returns an expectation.
    pub fn at(&mut self, place: usize) -> &mut Expectation {
        &mut self.all[place]
    }

    /// Returns the reply to a call, or the status of a call that is not expected.
    pub fn reply<Q: Debug + 'static, R: 'static>(
        &mut self,
        path: &str,
        request: &Request<()>,
        content: &Q,
    ) -> Result<Reply<Q, R>, Status> {
        let unmet = |typed: &Typed<Q, R>| {
            typed.conditions.iter().find_map(|meets| meets(request, Some(content)).err())
        };
        self.find(path, unmet).map_err(|reasons| self.unexpected(path, Some(content), &reasons))
    }

    /// Returns the reply to a call whose messages come one by one.
    pub fn dialog<Q: 'static, R: 'static>(
        &mut self,
        path: &str,
        request: &Request<()>,
    ) -> Result<Reply<Q, R>, Status> {
        let unmet = |typed: &Typed<Q, R>| {
            typed.conditions.iter().find_map(|meets| meets(request, None).err())
        };
        self.find(path, unmet).map_err(|reasons| self.unexpected(path, None, &reasons))
    }

    /// Returns the reply of the first expectation that accepts a call, or the reasons why none
    /// does. `unmet` returns the reason of a condition.
    fn find<Q: 'static, R: 'static>(
        &mut self,
        path: &str,
        unmet: impl Fn(&Typed<Q, R>) -> Option<String>,
    ) -> Result<Reply<Q, R>, String> {
        let mut reasons = String::new();
        for place in 0..self.all.len() {
            let expectation = &mut self.all[place];
            if expectation.path != path {
                continue;
            }
            let (calls, times, label) = (expectation.calls, expectation.times(), expectation.label);
            let reason = match unmet(expectation.typed()) {
                Some(reason) => reason,
                None if calls >= times.most => format!("  it expects {times}, and got {calls}\n"),
                None => match self.all[..place].iter().find(|earlier| !earlier.is_met()) {
                    Some(Expectation { label, path, .. }) if self.in_order => {
                        format!("  {label} of `{path}` must be called first\n")
                    }
                    _ => {
                        let expectation = &mut self.all[place];
                        expectation.calls += 1;
                        return Ok(expectation.typed::<Q, R>().reply.clone());
                    }
                },
            };
            write!(reasons, "{label}:\n{reason}").expect("text");
        }
        Err(reasons)
    }

    /// Notes a call that is not expected. Returns its status, which has the reasons.
    pub fn unexpected(&mut self, path: &str, request: Option<&dyn Debug>, reasons: &str) -> Status {
        let message = format!("the mock does not expect this call of `{path}`");
        let reasons = match reasons {
            "" => "the mock has no expectation of this method\n",
            reasons => reasons,
        };
        let request = request.map(|request| format!("the request was {request:?}\n"));
        self.failures.push(format!("{message}\n{}{reasons}", request.unwrap_or_default()));
        Status::internal(format!("{message}: {}", in_one_line(reasons)))
    }

    /// Returns what is wrong, and forgets it.
    pub fn report(&mut self) -> Option<String> {
        let mut failures = core::mem::take(&mut self.failures);
        failures.extend(self.all.iter().map(Expectation::report));
        // A mock that was verified is not verified again when it is dropped.
        self.all.iter_mut().for_each(|expectation| expectation.is_reported = true);
        let text = failures.concat();
        (!text.is_empty()).then(|| text.trim_end().to_string())
    }
}

/// Returns the reasons in one line of limited length. The message of a status is one line, because
/// its `Debug` escapes the ends of lines.
fn in_one_line(reasons: &str) -> String {
    let mut text = String::new();
    for line in reasons.lines() {
        if !text.is_empty() {
            text.push_str(if text.ends_with(':') { " " } else { "; " });
        }
        text.push_str(line.trim());
    }
    if let Some((end, _)) = text.char_indices().nth(LONGEST_STATUS) {
        text.truncate(end);
        text.push_str("... (the report of the mock has the rest)");
    }
    text
}
