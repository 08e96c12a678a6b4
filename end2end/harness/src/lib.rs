//! Starts the processes of tests: the emulated org, the server, a proxy, and browsers other than
//! Chromium.
//!
//! `cargo xtask`, the chaos driver, the measurements and the server's own tests start their
//! processes through this crate. The browser tests use its executable. So ports, readiness, logs,
//! state folders and environments are decided once.
//!
//! Tests of a server that must not become ready, or whose output matters, start the executable
//! themselves. This crate knows no page and no protocol; requests to a running process are up to
//! the caller.
//!
//! Decisions, and the alternatives that lost:
//!
//! - The crate is synchronous. The task runner has no runtime, and starting a process does not need
//!   one; the chaos driver calls it on blocking threads. An asynchronous crate would have brought
//!   `reqwest`, TLS and `tokio` into every first `cargo xtask`.
//! - `ureq` without TLS checks whether a server is ready. The `blocking` feature of `reqwest` would
//!   have reached the release server, which is built in one command with the chaos driver.
//! - Ports lie below the range that outgoing connections use and are handed out once per process: a server that is
//!   killed must find its port free when it is started again, which port 0 does not promise.
//! - Only the processes that were started are signalled, by their ids.
//! - The org of an in-process test is `local_org::serve`: one call on the test's own runtime, so it is not wrapped here.
//! - The executable ends with its standard input. A list of process ids to clean up would outlive a killed caller.
//! - Firefox and `WebKit` are started here and driven by the browser tests, without a `WebDriver` library. Debian has
//!   no geckodriver, so Firefox is reached by Marionette, which no npm client speaks; for `WebKit` alone a client would
//!   replace twenty lines.

mod browser;
mod build;
mod command;
mod folder;
mod nginx;
mod observe;
mod org;
mod port;
mod process;
mod ready;
mod server;
mod system;

pub use browser::Browser;
pub use build::Build;
pub use command::clean_command;
pub use folder::fresh_folder;
pub use nginx::start_nginx;
pub use observe::Load;
pub use observe::Memory;
pub use org::OrgSettings;
pub use org::start_org;
pub use port::free_address;
pub use process::Process;
pub use server::ServerSettings;
pub use server::session_key;
pub use system::System;
