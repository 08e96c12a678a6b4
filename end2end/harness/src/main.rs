//! Starts one process for tests in another language, and stops it with them.
//!
//! Prints `ready ADDRESS` once that responds. Stops the process when standard input ends, so no
//! process outlives a caller that was killed.
#![expect(clippy::print_stdout, reason = "the caller reads where it is")]

use std::io::Read;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use harness::Browser;
use harness::Build;
use harness::ServerSettings;
use harness::free_address;
use harness::start_nginx;

#[derive(Debug, Parser)]
enum Wanted {
    /// An address that no process listens on.
    Address,
    /// A server that logs to `server.log` and keeps sessions in a folder; it is killed, as in a
    /// power cut.
    Server {
        #[arg(long, env = "USHER_SERVER")]
        program: PathBuf,
        #[arg(long, env = "USHER_SITE")]
        site: PathBuf,
        #[arg(long)]
        address: String,
        /// The issuer of the org.
        #[arg(long)]
        org: String,
        #[arg(long)]
        folder: PathBuf,
        /// More environment variables, each as `NAME=VALUE`.
        environment: Vec<String>,
    },
    /// A proxy that caches every response it may.
    Nginx {
        #[arg(long, env = "USHER_NGINX", default_value = "nginx")]
        program: PathBuf,
        #[arg(long)]
        address: String,
        /// The address of the server behind the proxy.
        #[arg(long)]
        server: String,
        #[arg(long)]
        folder: PathBuf,
    },
    /// A Firefox with Marionette.
    Firefox {
        #[arg(long, env = "USHER_FIREFOX", default_value = "firefox-esr")]
        program: PathBuf,
        #[arg(long)]
        without_javascript: bool,
    },
    /// The driver of `WebKitGTK`.
    Webkit {
        #[arg(long, env = "USHER_WEBKIT_DRIVER", default_value = "WebKitWebDriver")]
        program: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Wanted::parse() {
        Wanted::Address => println!("ready {}", free_address()?),
        Wanted::Server { program, site, address, org, folder, environment } => {
            let build = Build { server: program, site, local_org: PathBuf::new() };
            let issuer = format!("{org}/oauth2/default");
            let mut settings =
                ServerSettings::new(&build, &address, &issuer, folder.join("sessions.sqlite3"));
            for variable in environment {
                let (name, value) = variable.split_once('=').context("a variable without =")?;
                settings = settings.with(name, value);
            }
            let _server = settings.start(&folder.join("server.log"))?;
            stay(&settings.address)?;
        }
        Wanted::Nginx { program, address, server, folder } => {
            let proxy = start_nginx(&program, &address, &server, &folder)?;
            stay(&address)?;
            // If nginx were killed at once, its workers would keep running.
            proxy.stop()?;
        }
        Wanted::Firefox { program, without_javascript } => {
            stay(&Browser::firefox(&program, !without_javascript)?.address)?;
        }
        Wanted::Webkit { program } => stay(&Browser::webkit(&program)?.address)?,
    }
    Ok(())
}

/// Prints the address, and returns when standard input ends.
fn stay(address: &str) -> anyhow::Result<()> {
    println!("ready {address}");
    std::io::stdin().read_to_end(&mut Vec::new()).context("waiting for the end").map(drop)
}
