//! Writes log lines without ever holding up who logs.
//!
//! Lines go through a short queue to one thread that writes them. If the reader of the log stops reading, or the disk is
//! full, lines are lost and counted, and requests go on.

use std::io;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread::Thread;
use std::time::Duration;

use tracing::Level;
use tracing::Metadata;
use tracing_subscriber::fmt::MakeWriter;

/// Lines that may wait.
const QUEUE: usize = 4096;
/// How many of them are written together at most.
const BATCH: usize = 64;
/// A longer line is not written.
const LONGEST: usize = 16 * 1024;
/// How long a line waits for others, to be written with them. Warnings and errors do not wait.
const TOGETHER: Duration = Duration::from_millis(20);
/// How long the end of the process waits for the last lines.
const LAST_LINES: Duration = Duration::from_secs(1);

enum Message {
    Line(Vec<u8>, Haste),
    /// Answered once everything before it is written.
    Flush(SyncSender<()>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Haste {
    /// The line may wait for others.
    MayWait,
    /// The line is written at once, with those that wait.
    AtOnce,
}

/// The end of the queue that lines are put in.
#[derive(Clone, Debug)]
pub struct LossyWriter {
    queue: SyncSender<Message>,
    lost: Arc<AtomicU64>,
    thread: Thread,
    haste: Haste,
}

/// Writes the last lines when it is dropped.
#[derive(Debug)]
pub struct Remaining(SyncSender<Message>);

impl LossyWriter {
    /// Starts the thread that writes to `out`.
    pub fn start(out: impl Write + Send + 'static) -> io::Result<(Self, Remaining)> {
        let (queue, lines) = sync_channel(QUEUE - BATCH);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&lost);
        let thread = std::thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || write_all(&lines, out, &counted))?;
        let (thread, remaining) = (thread.thread().clone(), Remaining(queue.clone()));
        Ok((Self { queue, lost, thread, haste: Haste::AtOnce }, remaining))
    }

    /// How many lines were lost and not yet told of.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }
}

fn write_all(queue: &Receiver<Message>, mut out: impl Write, lost: &AtomicU64) {
    let mut lines = Lines::default();
    for message in queue {
        // What arrives meanwhile costs neither a wake-up nor a write of its own.
        if matches!(message, Message::Line(_, Haste::MayWait)) {
            std::thread::park_timeout(TOGETHER);
        }
        for message in std::iter::once(message).chain(queue.try_iter().take(BATCH - 1)) {
            match message {
                Message::Line(line, _) => lines.add(&line),
                Message::Flush(done) => {
                    lines.write_to(&mut out, lost);
                    // The caller may have gone.
                    let _ = done.try_send(());
                }
            }
        }
        lines.write_to(&mut out, lost);
    }
}

/// Lines that are written together.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    count: u64,
}

impl Lines {
    fn add(&mut self, line: &[u8]) {
        self.bytes.extend_from_slice(line);
        self.count += 1;
    }

    fn write_to(&mut self, out: &mut impl Write, lost: &AtomicU64) {
        if self.count == 0 {
            return;
        }
        if out.write_all(&self.bytes).and_then(|()| out.flush()).is_ok() {
            let count = lost.swap(0, Ordering::Relaxed);
            if count > 0 {
                tracing::warn!(event = "log.lost", log.lines = count, "log lines were lost");
            }
        } else {
            lost.fetch_add(self.count, Ordering::Relaxed);
        }
        *self = Self::default();
    }
}

impl Write for LossyWriter {
    /// Takes a whole line; control characters in it are written as text.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let fits = line.len() <= LONGEST;
        let message = || Message::Line(harmless(line), self.haste);
        if !fits || self.queue.try_send(message()).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        if self.haste == Haste::AtOnce {
            self.thread.unpark();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for LossyWriter {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }

    fn make_writer_for(&self, about: &Metadata<'_>) -> Self {
        let haste = if *about.level() <= Level::WARN { Haste::AtOnce } else { Haste::MayWait };
        Self { haste, ..self.clone() }
    }
}

impl Drop for Remaining {
    fn drop(&mut self) {
        let (done, written) = sync_channel(1);
        if self.0.try_send(Message::Flush(done)).is_ok() {
            // A log without a reader does not keep the process alive.
            let _ = written.recv_timeout(LAST_LINES);
        }
    }
}

/// A line in which nothing moves a cursor, changes a colour or starts another line.
fn harmless(line: &[u8]) -> Vec<u8> {
    use std::fmt::Write;
    let (text, end) = match line.strip_suffix(b"\n") {
        Some(text) => (text, "\n"),
        None => (line, ""),
    };
    let mut safe = String::with_capacity(line.len());
    for character in String::from_utf8_lossy(text).chars() {
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
            // As JSON writes it, so that a line of JSON stays one. Writing to a string does not fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(character));
        } else {
            safe.push(character);
        }
    }
    safe.push_str(end);
    safe.into_bytes()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::sync::Mutex;
    use std::sync::mpsc;

    use super::*;

    /// Writes to a list, fails, or blocks until it is let go.
    enum Disk {
        Works(Arc<Mutex<Vec<u8>>>),
        Full,
        Blocked(mpsc::Receiver<()>),
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self {
                Self::Works(written) => written.lock().unwrap().extend_from_slice(bytes),
                Self::Full => return Err(io::ErrorKind::StorageFull.into()),
                Self::Blocked(end) => end.recv().map_err(|_| io::ErrorKind::BrokenPipe)?,
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn every_line_is_written_before_the_end() {
        let written = Arc::new(Mutex::new(Vec::new()));
        let (mut writer, remaining) = LossyWriter::start(Disk::Works(written.clone())).unwrap();
        for number in 0..100 {
            writer.write_all(format!("{number}\n").as_bytes()).unwrap();
        }
        drop(remaining);
        let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().collect::<Vec<_>>().len(), 100);
    }

    /// Shows: K19
    #[test]
    fn a_full_disk_loses_lines_and_counts_them() {
        let (mut writer, remaining) = LossyWriter::start(Disk::Full).unwrap();
        for _ in 0..10 {
            writer.write_all(b"line\n").unwrap();
        }
        drop(remaining);
        assert_eq!(writer.lost(), 10);
    }

    /// Shows: K20
    #[test]
    fn a_reader_that_stops_reading_holds_nobody_up() {
        let (_keep, blocked) = mpsc::channel();
        let (mut writer, _remaining) = LossyWriter::start(Disk::Blocked(blocked)).unwrap();
        for _ in 0..QUEUE * 3 {
            writer.write_all(b"line\n").unwrap();
        }
        assert!(writer.lost() >= (QUEUE * 2 - 1) as u64, "{}", writer.lost());
    }

    /// Shows: S7
    #[test]
    fn control_characters_are_written_as_text() {
        let line = harmless("a\n\u{1b}[31mred\r\u{9b}\u{2028}é\n".as_bytes());
        let text = String::from_utf8(line).unwrap();
        assert_eq!(text, "a\\u000a\\u001b[31mred\\u000d\\u009b\\u2028é\n");
    }
}
