//! Reads the settings, and serves or runs a command.

use std::process::ExitCode;

use mimalloc::MiMalloc;
use server::assets::SiteFiles;
use server::config::Settings;
use server::config::read;
use server::config::read::ReadError;
use server::log;
use server::revoke_sessions;
use server::routes;
use server::start;
use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory that is freed: buffers of the HTTP, TLS and JSON libraries carry tokens too.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<MiMalloc> = ZeroAlloc(MiMalloc);

fn main() -> ExitCode {
    let settings = match read::settings(std::env::args_os(), |name| std::env::var_os(name)) {
        Ok(settings) => settings,
        Err(ReadError::Usage(error)) => error.exit(),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    if settings.routes || settings.revoke_sessions_of.is_some() {
        // These commands write no log.
        settings.outdated.iter().for_each(|outdated| eprintln!("{outdated}"));
    }
    if settings.routes {
        let site = SiteFiles::new(settings.site_root, String::new());
        for route in routes::list(&site) {
            print(&route);
        }
        return ExitCode::SUCCESS;
    }
    if let Some(subject) = &settings.revoke_sessions_of {
        return revoke_sessions(&settings, subject);
    }
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

#[expect(clippy::print_stdout, reason = "this is what was asked for")]
fn print(line: &str) {
    println!("{line}");
}

fn revoke_sessions(settings: &Settings, subject: &str) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return stopped(&anyhow::Error::new(error).context("the runtime did not start"));
        }
    };
    match runtime.block_on(revoke_sessions::of_user(settings, subject)) {
        Ok(done) => {
            print(&done);
            ExitCode::SUCCESS
        }
        Err(error) => stopped(&error),
    }
}

/// Prints why the server does not run, for an operator at a terminal.
fn stopped(error: &anyhow::Error) -> ExitCode {
    eprintln!("{error:#}");
    ExitCode::FAILURE
}
