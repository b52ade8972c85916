//! The list of a mock's expectations.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::any::Any;
use core::fmt::{Debug, Write as _};
use core::ops::RangeInclusive;

use tonic::{Request, Status};

use super::condition::Condition;
use super::reply::Reply;

/// The expectations of a mock, and the calls that they did not accept.
#[derive(Default)]
pub struct Expectations {
    all: Vec<Expectation>,
    /// The texts about calls that were not expected.
    failures: Vec<String>,
    /// Whether calls come in the order of their expectations.
    pub in_order: bool,
}

/// An expectation.
pub struct Expectation {
    path: &'static str,
    /// The numbers of calls that are right.
    pub times: RangeInclusive<usize>,
    /// The number of calls so far.
    calls: usize,
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

    fn is_met(&self) -> bool {
        self.calls >= *self.times.start()
    }
}

impl Expectations {
    /// Adds an expectation of one call. Returns its place.
    pub fn add<Q: Send + 'static, R: Send + 'static>(&mut self, path: &'static str) -> usize {
        let typed = Typed::<Q, R> { conditions: Vec::new(), reply: Reply::default() };
        self.all.push(Expectation { path, times: 1..=1, calls: 0, typed: Box::new(typed) });
        self.all.len() - 1
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
        self.find(path, unmet).map_err(|reasons| {
            self.unexpected(path, &format!("the request was {content:?}\n{reasons}"))
        })
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
        self.find(path, unmet).map_err(|reasons| self.unexpected(path, &reasons))
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
            let (calls, most) = (expectation.calls, *expectation.times.end());
            let reason = match unmet(expectation.typed()) {
                Some(reason) => reason,
                None if calls == most => format!("  it accepts {most} calls, and got them\n"),
                None => match self.all[..place].iter().find(|earlier| !earlier.is_met()) {
                    Some(earlier) if self.in_order => {
                        format!("  `{}` must be called first\n", earlier.path)
                    }
                    _ => {
                        let expectation = &mut self.all[place];
                        expectation.calls += 1;
                        return Ok(expectation.typed::<Q, R>().reply.clone());
                    }
                },
            };
            writeln!(reasons, "expectation {} of `{path}`:", place + 1).expect("text");
            reasons.push_str(&reason);
        }
        Err(reasons)
    }

    /// Notes a call that is not expected. Returns its status.
    pub fn unexpected(&mut self, path: &str, why: &str) -> Status {
        let message = format!("the mock does not expect this call of `{path}`");
        self.failures.push(format!("{message}\n{why}"));
        Status::internal(message + ": its report shows why")
    }

    /// Returns what is wrong, and forgets it.
    pub fn report(&mut self) -> Option<String> {
        let mut failures = core::mem::take(&mut self.failures);
        for (place, expectation) in self.all.iter().enumerate().filter(|(_, one)| !one.is_met()) {
            let (least, calls) = (expectation.times.start(), expectation.calls);
            failures.push(format!(
                "expectation {} of `{}`: expected {least} calls, got {calls}\n",
                place + 1,
                expectation.path
            ));
        }
        // A mock that was verified is not verified again when it is dropped.
        self.all.iter_mut().for_each(|expectation| {
            expectation.times = 0..=*expectation.times.end();
        });
        (!failures.is_empty()).then(|| failures.join("").trim_end().to_string())
    }
}
