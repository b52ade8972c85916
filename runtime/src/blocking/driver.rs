//! The thread that runs calls.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::sync::{Arc, Weak};
use core::fmt;
use core::future::Future;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tonic::{Code, Status};

/// A thread with a tokio runtime, which runs the calls of blocking clients.
///
/// The thread starts with the first call. If the thread cannot be started, the call returns the
/// status `RESOURCE_EXHAUSTED`, and the next call tries again. The thread ends when the last copy
/// of the driver is dropped. Blocking clients and their streams have copies.
#[derive(Clone)]
pub struct Driver {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    running: Mutex<Option<Running>>,
}

/// A thread that has started.
struct Running {
    handle: Handle,
    thread: JoinHandle<()>,
    /// The thread ends when this is dropped.
    stop: oneshot::Sender<()>,
}

/// The driver that all clients without a driver of their own share.
static SHARED: Mutex<Weak<Inner>> = Mutex::new(Weak::new());

impl Driver {
    /// Creates a driver with a thread of its own.
    #[must_use]
    pub fn new() -> Self {
        Self { inner: Arc::default() }
    }

    /// Returns the driver that the clients of this process share.
    #[must_use]
    pub fn shared() -> Self {
        let mut shared = locked(&SHARED);
        let inner = shared.upgrade().unwrap_or_else(|| {
            let inner = Arc::default();
            *shared = Arc::downgrade(&inner);
            inner
        });
        Self { inner }
    }

    /// Runs a future on the thread, and waits for its result. Channels are created in such a
    /// future, because their tasks run where the channel was created.
    ///
    /// # Errors
    /// Returns a status if the thread cannot be started, if the future panics, and if the function
    /// is called on the thread itself, which would wait for itself.
    pub fn block_on<F>(&self, future: F) -> Result<F::Output, Status>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let (result, received) = mpsc::sync_channel(1);
        self.handle()?.spawn(async move {
            // The caller waits for the result, unless its thread has ended.
            let _ = result.send(future.await);
        });
        received.recv().map_err(|_| lost())
    }

    /// Returns the handle of the runtime, and starts the thread if it has not started.
    pub(super) fn handle(&self) -> Result<Handle, Status> {
        let mut running = locked(&self.inner.running);
        if running.is_none() {
            *running = Some(Running::start(None).map_err(not_started)?);
        }
        match &*running {
            Some(running) if running.thread.thread().id() == thread::current().id() => {
                Err(Status::failed_precondition(
                    "a blocking call on the thread of its driver would never end",
                ))
            }
            Some(running) => Ok(running.handle.clone()),
            None => Err(lost()),
        }
    }
}

impl Default for Driver {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver").finish_non_exhaustive()
    }
}

impl Running {
    /// Starts the thread. The thread builds the runtime, because a runtime that is not needed any
    /// more cannot be dropped on a thread of another runtime.
    pub(super) fn start(stack_size: Option<usize>) -> io::Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (ready, built) = mpsc::sync_channel(1);
        let mut builder = thread::Builder::new().name("rust-grpc-driver".to_owned());
        if let Some(size) = stack_size {
            builder = builder.stack_size(size);
        }
        let thread = builder.spawn(move || {
            match Builder::new_current_thread().enable_all().build() {
                Err(error) => drop(ready.send(Err(error))),
                Ok(runtime) => {
                    if ready.send(Ok(runtime.handle().clone())).is_ok() {
                        let _: Result<(), _> = runtime.block_on(stopped);
                    }
                    // A name that is being looked up does not delay the end.
                    runtime.shutdown_background();
                }
            }
        })?;
        let handle = built.recv().map_err(io::Error::other)??;
        Ok(Self { handle, thread, stop })
    }

    fn end(self) {
        drop(self.stop);
        // The last copy of a driver may be dropped by a task of the driver.
        if self.thread.thread().id() != thread::current().id() {
            // The thread of a driver does not panic, because tokio catches the panics of tasks.
            let _ = self.thread.join();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let running = self.running.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = running.take() {
            running.end();
        }
    }
}

/// Locks a mutex. No code panics while it has the lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn not_started(error: io::Error) -> Status {
    let mut status = Status::new(
        Code::ResourceExhausted,
        format!("cannot start the thread that runs calls: {error}"),
    );
    status.set_source(Arc::new(error));
    status
}

/// Returns the status of a call whose task has ended without a result.
pub(super) fn lost() -> Status {
    Status::internal("the call has ended without a result, because it panicked")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 64 TiB, more than an address space has.
    const TOO_LARGE: usize = 1 << 46;

    #[test]
    fn a_thread_that_cannot_be_started_is_an_error() {
        let error = Running::start(Some(TOO_LARGE)).err().expect("no memory for the stack");
        assert_eq!(not_started(error).code(), Code::ResourceExhausted);
    }

    #[test]
    fn the_thread_ends_with_the_last_copy() {
        let driver = Driver::new();
        let (alive, ended) = mpsc::sync_channel::<()>(1);
        let handle = driver.handle().expect("a thread");
        handle.spawn(async move {
            let _alive = alive;
            core::future::pending::<()>().await;
        });
        let copy = driver.clone();
        drop(driver);
        assert_eq!(copy.block_on(async { 1 }).expect("a result"), 1);
        drop(copy);
        // The task has been dropped, so its sender is gone.
        assert!(ended.try_recv().is_err_and(|error| error == mpsc::TryRecvError::Disconnected));
    }

    #[test]
    fn a_driver_starts_again_after_all_clients_are_gone() {
        for _ in 0..2 {
            let (one, other) = (Driver::shared(), Driver::shared());
            assert!(Arc::ptr_eq(&one.inner, &other.inner));
            one.block_on(async {}).expect("a thread");
        }
    }

    #[test]
    fn a_panic_and_a_call_on_the_own_thread_are_errors() {
        let driver = Driver::new();
        let status = driver.block_on(async { panic!("on purpose") }).expect_err("no result");
        assert_eq!(status.code(), Code::Internal);
        let copy = driver.clone();
        let nested = driver.block_on(async move { copy.block_on(async {}) }).expect("a result");
        assert_eq!(nested.expect_err("no result").code(), Code::FailedPrecondition);
    }
}
