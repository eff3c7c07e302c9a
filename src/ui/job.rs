use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use eframe::egui::Context;

/// Work on a thread of its own, so that the window never waits for it. Dropping the job leaves
/// its outcome unused: that is how it is cancelled.
pub struct Job<T> {
    receiver: Receiver<T>,
}

/// What became of a job.
pub enum Outcome<T> {
    Busy,
    Done(T),
    /// The thread ended without an outcome, or could not be started.
    Gone,
}

impl<T: Send + 'static> Job<T> {
    /// Starts the work. The window is asked for one repaint when it is done.
    pub fn start(ctx: &Context, work: impl FnOnce() -> T + Send + 'static) -> Job<T> {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        // Where no thread can be had, `sender` is dropped with the closure: the job is gone.
        let _started = std::thread::Builder::new().name("werk".into()).spawn(move || {
            // Nobody receives it any more when the job was cancelled.
            let _cancelled = sender.send(work());
            ctx.request_repaint();
        });
        Job { receiver }
    }

    pub fn poll(&self) -> Outcome<T> {
        self.wait(Duration::ZERO)
    }

    /// As `poll`, after waiting for the outcome at most so long.
    pub fn wait(&self, most: Duration) -> Outcome<T> {
        match self.receiver.recv_timeout(most) {
            Ok(value) => Outcome::Done(value),
            Err(RecvTimeoutError::Timeout) => Outcome::Busy,
            Err(RecvTimeoutError::Disconnected) => Outcome::Gone,
        }
    }
}
