//! Starts one thing for tests in another language, and ends it with them.
//!
//! Prints `ready ADDRESS` once that answers. Ends what it started when its standard input ends, so nothing outlives a
//! caller that was killed.
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
    /// An address that nothing listens on.
    Address,
    /// A server that appends to `server.log` and keeps its sessions in a folder; killed at its end, as by a power cut.
    Server {
        #[arg(long, env = "USHER_SERVER")]
        program: PathBuf,
        #[arg(long, env = "USHER_SITE")]
        site: PathBuf,
        #[arg(long)]
        address: String,
        /// The address of the org that users sign in against.
        #[arg(long)]
        org: String,
        #[arg(long)]
        folder: PathBuf,
        /// Further environment, each as `NAME=VALUE`.
        environment: Vec<String>,
    },
    /// A proxy that keeps whatever it may.
    Nginx {
        #[arg(long, env = "USHER_NGINX", default_value = "nginx")]
        program: PathBuf,
        #[arg(long)]
        address: String,
        /// The address of the server behind it.
        #[arg(long)]
        server: String,
        #[arg(long)]
        folder: PathBuf,
    },
    /// A Firefox that listens for Marionette.
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
            // Killed at once, it would leave its workers behind.
            proxy.stop()?;
        }
        Wanted::Firefox { program, without_javascript } => {
            stay(&Browser::firefox(&program, !without_javascript)?.address)?;
        }
        Wanted::Webkit { program } => stay(&Browser::webkit(&program)?.address)?,
    }
    Ok(())
}

/// Says where it is, and returns when the caller needs it no more.
fn stay(address: &str) -> anyhow::Result<()> {
    println!("ready {address}");
    std::io::stdin().read_to_end(&mut Vec::new()).context("waiting for the end").map(drop)
}
