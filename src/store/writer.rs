use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde::Serialize;

use super::error::StoreError;
use super::journal::Journal;
use crate::model::ContentHash;

/// What the window must tell of the journal. Comes from the thread that writes.
#[derive(Clone, Debug)]
pub enum JournalEvent {
    /// Entries wait in memory, because the disk refuses them. They are tried again every second.
    Trouble(Arc<StoreError>),
    /// All that waited stands on the disk.
    Restored,
}

/// Writes a journal on its own thread, so that the screen never waits for the disk. Each entry is
/// handed to the system at once and lasts as soon as the disk can make it, well within a second.
///
/// Dropping it writes what is still waiting and ends the thread. What the disk refuses even then is
/// no loss: its session ends with the work saved, or left behind on purpose.
pub struct JournalWriter<E> {
    path: PathBuf,
    sender: Option<Sender<Message<E>>>,
    thread: Option<JoinHandle<()>>,
}

enum Message<E> {
    Write(Item<E>),
    /// Answers when all that was sent before it was tried.
    Flush(SyncSender<Result<(), Arc<StoreError>>>),
}

enum Item<E> {
    Entry(E),
    Saving(ContentHash),
    Saved(ContentHash),
    Found(ContentHash),
}

impl<E: Serialize + Send + 'static> JournalWriter<E> {
    /// Starts the thread. `on_event` is called there: pass the event on and ask for a repaint.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        journal: Journal,
        on_event: impl FnMut(JournalEvent) + Send + 'static,
    ) -> Result<JournalWriter<E>, StoreError> {
        let (sender, receiver) = mpsc::channel();
        let path = journal.path().to_owned();
        let worker = Worker {
            journal,
            waiting: VecDeque::new(),
            trouble: None,
            on_event: Box::new(on_event),
        };
        let thread = thread::Builder::new()
            .name("journaal".to_owned())
            .spawn(move || worker.run(&receiver))
            .map_err(StoreError::io("bij te houden", &path))?;
        Ok(JournalWriter { path, sender: Some(sender), thread: Some(thread) })
    }

    /// Where the journal stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Hands over an entry and returns at once.
    ///
    /// # Errors
    /// When the thread is gone, which nothing but a defect can cause.
    pub fn send(&self, entry: E) -> Result<(), StoreError> {
        self.post(Message::Write(Item::Entry(entry)))
    }

    /// Notes the content that is about to be saved ([`Journal::mark_saving`]) and waits until that
    /// lasts. Not from the thread of the screen.
    ///
    /// # Errors
    /// Why the journal cannot be written. Saving may go on all the same: the file then holds all.
    pub fn mark_saving_and_wait(&self, hash: ContentHash) -> Result<(), Arc<StoreError>> {
        self.post(Message::Write(Item::Saving(hash)))?;
        self.flush_and_wait()
    }

    /// Notes that the file got this content ([`Journal::mark_saved`]), and returns at once.
    ///
    /// # Errors
    /// As [`JournalWriter::send`].
    pub fn mark_saved(&self, hash: ContentHash) -> Result<(), StoreError> {
        self.post(Message::Write(Item::Saved(hash)))
    }

    /// Leaves behind what the file with this content does not hold ([`Journal::mark_found`]), and
    /// waits until that lasts.
    ///
    /// # Errors
    /// Why the journal cannot be written: then the work may be offered again.
    pub fn leave_behind_and_wait(&self, hash: ContentHash) -> Result<(), Arc<StoreError>> {
        self.post(Message::Write(Item::Found(hash)))?;
        self.flush_and_wait()
    }

    /// Waits until all entries handed over last through a power cut, or could not be written.
    ///
    /// # Errors
    /// Why they could not; they are still tried again every second.
    pub fn flush_and_wait(&self) -> Result<(), Arc<StoreError>> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.post(Message::Flush(answer))?;
        answered.recv().map_err(|_| StoreError::WriterStopped)?
    }

    fn post(&self, message: Message<E>) -> Result<(), StoreError> {
        let sender = self.sender.as_ref().ok_or(StoreError::WriterStopped)?;
        sender.send(message).map_err(|_| StoreError::WriterStopped)
    }
}

impl<E> Drop for JournalWriter<E> {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

const RETRY: Duration = Duration::from_secs(1);
/// The most messages taken together; keeps a stream without end from putting off the disk.
const BATCH: usize = 1024;

struct Worker<E> {
    journal: Journal,
    /// Not known to be safe on the disk.
    waiting: VecDeque<Item<E>>,
    trouble: Option<Arc<StoreError>>,
    on_event: Box<dyn FnMut(JournalEvent) + Send>,
}

impl<E: Serialize> Worker<E> {
    fn run(mut self, receiver: &Receiver<Message<E>>) {
        loop {
            let first = if self.waiting.is_empty() {
                receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                receiver.recv_timeout(RETRY)
            };
            let mut flushes = Vec::new();
            match first {
                Ok(message) => {
                    self.take(message, &mut flushes);
                    for message in receiver.try_iter().take(BATCH) {
                        self.take(message, &mut flushes);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.write_waiting();
            for flush in flushes {
                let answer = self.trouble.clone().map_or(Ok(()), Err);
                // Who asked may have given up waiting.
                let _ = flush.send(answer);
            }
        }
        if !self.waiting.is_empty() {
            self.write_waiting();
        }
    }

    fn take(
        &mut self,
        message: Message<E>,
        flushes: &mut Vec<SyncSender<Result<(), Arc<StoreError>>>>,
    ) {
        match message {
            Message::Write(item) => self.waiting.push_back(item),
            Message::Flush(answer) => flushes.push(answer),
        }
    }

    /// Writes all that waits, or keeps all of it: [`Journal`] asks for that after a failure.
    fn write_waiting(&mut self) {
        let journal = &mut self.journal;
        let written = self
            .waiting
            .iter()
            .try_for_each(|item| match item {
                Item::Entry(entry) => journal.append(entry),
                Item::Saving(hash) => journal.mark_saving(hash),
                Item::Saved(hash) => journal.mark_saved(hash),
                Item::Found(hash) => journal.mark_found(hash),
            })
            .and_then(|()| journal.sync());
        match written {
            Ok(()) => {
                self.waiting.clear();
                if self.trouble.take().is_some() {
                    (self.on_event)(JournalEvent::Restored);
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                let told = self.trouble.replace(Arc::clone(&error));
                if told.is_none_or(|told| told.to_string() != error.to_string()) {
                    (self.on_event)(JournalEvent::Trouble(error));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;
    use crate::store::{
        Disk, Fault, FaultyDisk, FileLock, Holder, JournalContents, JournalHeader, Operation,
        RealDisk,
    };
    use std::io::{self, BufRead};
    use std::process::{Command, Stdio};
    use std::sync::Mutex;
    use std::time::Instant;

    type Events = Arc<Mutex<Vec<String>>>;

    struct Bench {
        _folder: tempfile::TempDir,
        path: PathBuf,
        disk: FaultyDisk,
        events: Events,
        writer: JournalWriter<String>,
    }

    fn header() -> JournalHeader {
        JournalHeader { budget: Id::from_bits(1), base: ContentHash::of(b"") }
    }

    fn bench() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.ron.journaal");
        let disk = FaultyDisk::new(Fault::None);
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let (journal, _) = Journal::open::<String>(&shared, &path, &header()).unwrap();
        let events = Events::default();
        let told = Arc::clone(&events);
        let writer = JournalWriter::start(journal, move |event| {
            told.lock().unwrap().push(match event {
                JournalEvent::Trouble(error) => format!("trouble: {error}"),
                JournalEvent::Restored => "restored".to_owned(),
            });
        });
        Bench { _folder: folder, path, disk, events, writer: writer.unwrap() }
    }

    fn entries(path: &Path) -> Vec<String> {
        let contents: JournalContents<String> = Journal::read(&RealDisk, path).unwrap();
        assert_eq!(contents.damage, None);
        contents.entries
    }

    const FULL: io::ErrorKind = io::ErrorKind::StorageFull;

    #[test]
    fn an_entry_lasts_within_a_second_without_being_asked_for() {
        let bench = bench();
        let synced = || bench.disk.operations().ends_with(&[Operation::Sync]);
        let before = bench.disk.operations().len();
        let start = Instant::now();
        bench.writer.send("een".to_owned()).unwrap();
        while bench.disk.operations().len() < before + 2 || !synced() {
            assert!(start.elapsed() < Duration::from_secs(1));
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(entries(&bench.path), ["een"]);
    }

    #[test]
    fn all_is_written_in_order_and_on_leaving() {
        let bench = bench();
        let expected: Vec<String> = (0..5000).map(|number| number.to_string()).collect();
        for entry in &expected {
            bench.writer.send(entry.clone()).unwrap();
        }
        drop(bench.writer);
        assert_eq!(entries(&bench.path), expected);
        assert!(bench.events.lock().unwrap().is_empty());
    }

    #[test]
    fn a_full_disk_is_told_once_and_made_good_afterwards() {
        let bench = bench();
        bench.disk.set(Fault::FailEvery(Operation::Write, FULL));
        for entry in ["een", "twee"] {
            bench.writer.send(entry.to_owned()).unwrap();
            let error = bench.writer.flush_and_wait().unwrap_err();
            assert!(error.to_string().contains("schijf is vol"), "{error}");
        }
        bench.disk.set(Fault::None);
        bench.writer.mark_saving_and_wait(ContentHash::of(b"x")).unwrap();
        assert_eq!(entries(&bench.path), ["een", "twee"]);
        let events = bench.events.lock().unwrap();
        assert_eq!(events.len(), 2, "{events:?}");
        assert!(events[0].starts_with("trouble") && events[1] == "restored");
    }

    #[test]
    fn what_waits_is_tried_again_by_itself() {
        let bench = bench();
        bench.disk.set(Fault::FailEvery(Operation::Sync, io::ErrorKind::Other));
        bench.writer.send("een".to_owned()).unwrap();
        bench.writer.flush_and_wait().unwrap_err();
        bench.disk.set(Fault::None);
        let start = Instant::now();
        while bench.events.lock().unwrap().last().is_none_or(|event| event != "restored") {
            assert!(start.elapsed() < 4 * RETRY);
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(entries(&bench.path), ["een"]);
    }

    const CHILD: &str = "SLUITEND_TEST_JOURNAL";

    /// The process to kill: tells of each entry once it is safe, for ever.
    fn write_until_killed(path: &Path) {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let holder = Holder::of_environment("2026-11-22T10:00:00+01:00[+01:00]".parse().unwrap());
        let _lock = FileLock::acquire(&disk, path, &holder).unwrap();
        let (journal, _) = Journal::open::<String>(&disk, path, &header()).unwrap();
        let writer = JournalWriter::start(journal, |_| {}).unwrap();
        for number in 0_u32.. {
            writer.send(number.to_string()).unwrap();
            if number % 7 == 0 {
                writer.flush_and_wait().unwrap();
                println!("safe {number}");
            }
        }
    }

    #[test]
    fn what_was_safe_survives_kill_9_and_the_lock_does_not() {
        if let Some(path) = std::env::var_os(CHILD) {
            return write_until_killed(Path::new(&path));
        }
        let folder = tempfile::tempdir().unwrap();
        for round in 0..5_usize {
            let path = folder.path().join(format!("{round}.ron.journaal"));
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "--nocapture"])
                .arg("store::writer::tests::what_was_safe_survives_kill_9_and_the_lock_does_not")
                .env(CHILD, &path)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let told = io::BufReader::new(child.stdout.take().unwrap())
                .lines()
                .map_while(Result::ok)
                .filter_map(|line| line.split_once("safe ")?.1.parse::<usize>().ok())
                .nth(3 + 5 * round)
                .unwrap();
            child.kill().unwrap();
            child.wait().unwrap();

            let disk: Arc<dyn Disk> = Arc::new(RealDisk);
            let holder = Holder::of_environment(jiff::Zoned::default());
            assert!(FileLock::acquire(&disk, &path, &holder).unwrap().is_taken_over());
            let (_, contents) = Journal::open::<String>(&disk, &path, &header()).unwrap();
            assert!(contents.entries.len() > told, "{} of {told}", contents.entries.len());
            let expected = (0..contents.entries.len()).map(|number| number.to_string());
            assert!(contents.entries.iter().cloned().eq(expected));
        }
    }
}
