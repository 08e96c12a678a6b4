//! The `local-org` binary: an Okta org on a loopback port.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use local_org::RunningOrg;
use local_org::Settings;
use local_org::UserSettings;
use local_org::UserStatus;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// An Okta org on a laptop: IDX, OAuth and OIDC with a mailbox, a clock and fault switches.
///
/// Open the printed address in a browser to read mails and to watch sign-ins. Nothing leaves this
/// machine, and nothing here is safe for real users's data.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; a loopback address. Port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4100", value_parser = local_org::parse_address)]
    addr: SocketAddr,
    /// Users, apps, policies and lifetimes in TOML; the built-in ones without it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where to keep everything, so that sign-ins go on after a restart; only memory without it.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let settings = match &arguments.config {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("--config is {}: name a TOML file", path.display()))?;
            Settings::from_toml(&text).with_context(|| format!("in {}", path.display()))?
        }
        None => Settings::default(),
    };
    let listener = TcpListener::bind(arguments.addr).await.with_context(|| {
        let taken = "stop the program that is there, or name another port";
        format!("--addr is {}: {taken}", arguments.addr)
    })?;
    let users = settings.users.clone();
    let org = local_org::serve(listener, settings, arguments.state).await?;
    announce(&org, &users);
    stop_signal().await?;
    org.stop().await;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is what the command is asked to say")]
fn announce(org: &RunningOrg, users: &[UserSettings]) {
    println!("The org is running.\n");
    println!("  dashboard and mailbox  {}/", org.url());
    println!("  issuer                 {}", org.issuer());
    println!("  control API            {}/_local/…\n", org.url());
    println!("Users who can try to sign in:");
    for user in users {
        let status = match user.status {
            UserStatus::Active => String::new(),
            other => format!(" ({other:?})").to_lowercase(),
        };
        let mut line = user.login.clone();
        for (authenticator, text) in &user.authenticators {
            line.push_str(&[", ", authenticator, " ", text].concat());
        }
        println!("  {line}{status}");
    }
    println!("\nCtrl-C stops it.");
}

/// Ctrl-C, or SIGTERM where there is one.
async fn stop_signal() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::SignalKind;
        let mut terminate = tokio::signal::unix::signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
