//! Structured logs: one line an event, for people or machines.
//!
//! A line has a message that reads alone and dotted fields that can be searched; the events are listed in [`events`]. What
//! is never in one: tokens, codes, handles, cookies, addresses of people, bodies. Failures are logged once, where they
//! are handled. Logging never holds a request up: see [`writer`].

pub mod events;
pub mod skew;
pub mod writer;

use tracing::Level;
use tracing::Metadata;
use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::FilterExt;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogFormat;
use writer::LossyWriter;
use writer::Remaining;

/// Starts to log to standard output. What is kept back is written when the returned value is dropped.
pub fn start(format: LogFormat) -> std::io::Result<Remaining> {
    let directives = std::env::var("RUST_LOG").unwrap_or_else(|_| "info".to_owned());
    let (writer, remaining) = LossyWriter::start(std::io::stdout())?;
    subscriber(format, &directives, writer).init();
    std::panic::set_hook(Box::new(note_panic));
    Ok(remaining)
}

/// Notes where something panicked, which is enough to find it: the message may hold anything.
pub fn note_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(event = "server.panic", code.place = place, "something panicked");
}

/// What turns events into lines.
pub fn subscriber<W>(
    format: LogFormat,
    directives: &str,
    writer: W,
) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let wanted = EnvFilter::builder().parse_lossy(directives).and(filter_fn(may_be_logged));
    // Colours would be control characters; there are none in a line, so that none can be smuggled in.
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_target(false);
    let lines = match format {
        LogFormat::Json => {
            lines.json().flatten_event(true).with_span_list(false).with_writer(writer).boxed()
        }
        LogFormat::Text => lines.compact().with_writer(writer).boxed(),
    };
    registry().with(lines.with_filter(wanted))
}

/// Libraries are never louder than `info`, whatever `RUST_LOG` says: below it, HTTP libraries write down what they
/// send and receive, and that is tokens, codes and cookies.
fn may_be_logged(event: &Metadata<'_>) -> bool {
    const OURS: [&str; 4] = ["server", "app", "okta_idx", "local_org"];
    let library = event.target().split("::").next().unwrap_or_default();
    OURS.contains(&library) || *event.level() <= Level::INFO
}

/// An error and all its causes in one line.
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
