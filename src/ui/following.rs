//! What is derived on a thread of its own, so that the window never waits for it.

use std::time::Duration;

use eframe::egui::{Context, Spinner, Ui};

use super::job::{Job, Outcome};
use super::theme::Tokens;

/// A `T` that is made of a `K`. While another is being made, the last one stays.
pub struct Following<K, T> {
    last: Option<(K, T)>,
    /// Without a job it failed.
    making: Option<(K, Option<Job<T>>)>,
}

/// So long the window waits: most are there before anybody sees that something is busy.
const PATIENCE: Duration = Duration::from_millis(40);

impl<K, T> Default for Following<K, T> {
    fn default() -> Self {
        Following { last: None, making: None }
    }
}

impl<K: PartialEq, T: Send + 'static> Following<K, T> {
    /// Sees to it that what is there, or comes, is of `wanted`. `work` gathers what the thread needs
    /// and says what it does; what was being made of something else is let go of.
    pub fn follow<W>(&mut self, ctx: &Context, wanted: K, work: impl FnOnce() -> W)
    where
        W: FnOnce() -> T + Send + 'static,
    {
        if self.last.as_ref().is_some_and(|(of, _)| *of == wanted) {
            return self.making = None;
        }
        let mut patience = Duration::ZERO;
        if self.making.as_ref().is_none_or(|(of, _)| *of != wanted) {
            self.making = Some((wanted, Some(Job::start(ctx, work()))));
            patience = PATIENCE;
        }
        self.making = match self.making.take() {
            Some((of, Some(job))) => match job.wait(patience) {
                Outcome::Done(made) => {
                    self.last = Some((of, made));
                    None
                }
                Outcome::Busy => Some((of, Some(job))),
                Outcome::Gone => Some((of, None)),
            },
            other => other,
        };
    }

    /// The last that was made.
    pub fn last(&self) -> Option<&T> {
        self.last.as_ref().map(|(_, made)| made)
    }

    /// Whether the last is of what was wanted.
    pub fn is_of_now(&self) -> bool {
        self.last.is_some() && self.making.is_none()
    }

    /// Says that another is being made, or that it failed.
    pub fn show_busy(&self, ui: &mut Ui, what: &str) {
        match self.making {
            Some((_, None)) => {
                let text = "Dat is niet gelukt; wijzig iets in de keuze en probeer het opnieuw.";
                ui.colored_label(Tokens::of(ui).worse, text);
            }
            Some((_, Some(_))) => {
                ui.add(Spinner::new());
                ui.label(what);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn follow(following: &mut Following<u64, String>, wanted: u64, millis: u64) {
        following.follow(&Context::default(), wanted, || {
            move || {
                thread::sleep(Duration::from_millis(millis));
                wanted.to_string()
            }
        });
    }

    #[test]
    fn the_last_one_stays_until_the_next_is_there() {
        let mut following = Following::default();
        follow(&mut following, 1, 0);
        assert_eq!(following.last().map(String::as_str), Some("1"));
        assert!(following.is_of_now());
        follow(&mut following, 2, 300);
        assert_eq!(following.last().map(String::as_str), Some("1"));
        assert!(!following.is_of_now());
        // Back to what is there: nothing is waited for.
        follow(&mut following, 1, 0);
        assert!(following.is_of_now());
        follow(&mut following, 3, 0);
        assert_eq!(following.last().map(String::as_str), Some("3"));
    }

    #[test]
    fn work_that_fails_is_not_begun_over_and_over() {
        let mut following = Following::<u64, String>::default();
        let mut begun = 0;
        for _ in 0..3 {
            following.follow(&Context::default(), 1, || {
                begun += 1;
                || std::panic::resume_unwind(Box::new("as a test"))
            });
        }
        assert_eq!(begun, 1);
        assert!(!following.is_of_now() && following.last().is_none());
    }
}
