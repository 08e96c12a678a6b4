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
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogFormat;
use writer::LossyWriter;
use writer::Remaining;

/// What is logged where `RUST_LOG` says nothing, or nothing that can be read.
const USUAL: &str = "info";

/// Starts to log to standard output. What is kept back is written when the returned value is dropped.
pub fn start(format: LogFormat) -> std::io::Result<Remaining> {
    let wanted = std::env::var("RUST_LOG").unwrap_or_default();
    let (directives, misread) = directives(&wanted);
    let (writer, remaining) = LossyWriter::start(std::io::stdout())?;
    subscriber(format, directives, writer).init();
    std::panic::set_hook(Box::new(note_panic));
    if let Some(error) = misread {
        tracing::warn!(
            event = "log.misconfigured",
            error = chain(&error),
            "RUST_LOG is “{wanted}”, which cannot be read; write something like info,server=debug. Logging at {USUAL}"
        );
    }
    Ok(remaining)
}

/// What to log, and what is wrong with what `RUST_LOG` says.
fn directives(wanted: &str) -> (&str, Option<ParseError>) {
    if wanted.trim().is_empty() {
        return (USUAL, None);
    }
    match EnvFilter::builder().parse(wanted) {
        Ok(_) => (wanted, None),
        Err(error) => (USUAL, Some(error)),
    }
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

/// Libraries log at `info` at most, even where `RUST_LOG` asks for more: below it, HTTP libraries write down what they
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_log_is_read_and_what_cannot_be_read_is_told_instead_of_logging_nothing() {
        for (wanted, taken, misread) in [
            ("", USUAL, false),
            (" ", USUAL, false),
            ("warn", "warn", false),
            ("info,server=debug", "info,server=debug", false),
            ("server=loud", USUAL, true),
            ("info,[", USUAL, true),
        ] {
            let (directives, error) = directives(wanted);
            assert_eq!((directives, error.is_some()), (taken, misread), "{wanted}");
        }
    }
}
