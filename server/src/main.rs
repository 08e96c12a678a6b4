//! Reads the configuration and serves.

use std::process::ExitCode;

use clap::Parser;
use server::config::Settings;
use server::log;
use server::start;

fn main() -> ExitCode {
    let settings = Settings::parse();
    let remaining_lines = match log::start(settings.log_format) {
        Ok(remaining) => remaining,
        Err(error) => return stopped(&anyhow::Error::new(error).context("the log did not start")),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return stopped(&anyhow::Error::new(error).context("the runtime did not start"));
        }
    };
    let end = runtime.block_on(start::run(settings));
    drop(remaining_lines);
    match end {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => stopped(&error),
    }
}

/// Says on standard error why the server does not run: the reader is a person at a terminal.
fn stopped(error: &anyhow::Error) -> ExitCode {
    eprintln!("{error:#}");
    ExitCode::FAILURE
}
