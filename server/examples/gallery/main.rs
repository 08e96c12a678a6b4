//! Renders every IDX response in a folder with the server's parser and screens, and reports what
//! each screen lacks.
//!
//! `cargo xtask gallery DIR` serves the screens as pages, `--print` prints them as text, and
//! `--check` prints only what they lack, and fails if any screen lacks something. The responses are
//! read in place and not copied.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

mod lacks;
mod outline;
mod serve;

use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use app::step::Step;
use app::text::Language;
use clap::Parser;
use okta_idx::Transaction;
use server::first_page::FirstPage;
use server::flow::Flow;
use server::flow::Intent;
use server::flow::Question;
use server::flow::Stage;
use server::screen;
use server::screen::Remembers;
use server::screen::Standing;
use server::screen::View;
use time::OffsetDateTime;

/// Renders the IDX responses of a folder.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder of IDX responses, one JSON file each.
    folder: PathBuf,
    /// Print only what the screens lack, and fail if any screen lacks something.
    #[arg(long)]
    check: bool,
    /// Print the screens as text.
    #[arg(long, conflicts_with = "check")]
    print: bool,
    /// Where to serve the screens: a loopback address.
    #[arg(long, default_value = "127.0.0.1:4200")]
    addr: SocketAddr,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    if !arguments.check && !arguments.print {
        serve::pages(&arguments.folder, arguments.addr).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let (mut complete, mut lacking, mut foreign) = (0, 0, 0);
    for path in files(&arguments.folder)? {
        let body = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(transaction) = Transaction::detached(&body) else {
            foreign += 1;
            continue;
        };
        let step = draw(&transaction, Language::English);
        let lacks = lacks::of(&transaction, &step);
        if lacks.is_empty() {
            complete += 1;
        } else {
            lacking += 1;
        }
        if !arguments.check {
            println!("{name}\n{}", outline::of(&step));
        }
        for lack in &lacks {
            println!("{name}: lacks {lack}");
        }
    }
    println!("{complete} complete, {lacking} lack something, {foreign} are no step and no end");
    let failed = arguments.check && lacking > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Renders a response as the first step of a sign-in.
fn draw(transaction: &Transaction, language: Language) -> Step {
    let now = OffsetDateTime::UNIX_EPOCH;
    let view = View {
        language,
        region: None,
        now,
        flow_lifetime: Duration::from_mins(30),
        mailbox: None,
        first_page: FirstPage::default(),
        remembers: Remembers::Never,
        prevents_enumeration: false,
    };
    let mut flow = Flow::start(Intent::SignIn, now, "gallery".to_owned());
    match transaction {
        Transaction::Pending(pending) => flow.stage = Stage::Pending(Question::unsent(pending)),
        Transaction::Terminal(terminal) => flow.end(terminal, now),
        Transaction::Completed(_) => {}
    }
    screen::present(&view, Standing::SigningIn(&flow))
}
