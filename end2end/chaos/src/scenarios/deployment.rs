//! K18: a new build with new asset names is deployed while pages of the old build are open.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use harness::Build;

use super::enter;
use crate::html::Page;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::settings::Built;
use crate::system::System;
use crate::user::Actions;
use crate::user::PLAIN;
use crate::user::SUBMIT;

const WHO: &str = "a page of the old build";

/// Deploys a new build, and continues from pages of the old one.
/// Shows: K18
pub(crate) async fn run(
    system: &Arc<System>,
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    first: u64,
) -> anyhow::Result<Vec<Actions>> {
    let Some(next) = rebuild(built)? else {
        let text = "  the build has no hashes in its names: nothing to deploy".to_owned();
        ledger.section("K18: a deployment under open pages", text);
        ledger.never(Never::Unproven, "K18", "there is no hash.txt beside the server");
        return Ok(Vec::new());
    };
    let mut people = enter(system, ledger, seed, first..first + 2, PLAIN).await?;
    let (Some(mut at_code), Some(mut at_start)) = (people.pop(), people.pop()) else {
        anyhow::bail!("nobody came");
    };
    let first_page = at_start.open("/sign-in").await;
    let start = at_code.open("/sign-in").await;
    let form = start.form_to(SUBMIT).cloned().context("the first page has no form")?;
    let login = at_code.login.clone();
    let code_page = at_code.send(&form, &[&login], "username").await;
    let old = first_page.assets.clone();
    let served_before = served(system, &old).await;
    system.deploy(&next).await?;

    let mail = at_code.newest_mail().await.context("no mail came")?;
    let home = at_code.use_code(&code_page, &mail.code).await;
    expect(ledger, home.is_greeting(), "the code typed into an old page did not sign in");
    let form = first_page.form_to(SUBMIT).cloned().context("the first page has no form")?;
    let login = at_start.login.clone();
    let next = at_start.send(&form, &[&login], "username").await;
    expect(ledger, next.screen.as_deref() == Some("code"), "an old first page leads nowhere");

    let reloaded = at_start.open("/sign-in").await;
    let fresh = reloaded.assets.clone();
    let renamed =
        fresh.iter().filter(|name| name.starts_with("/pkg/") && !old.contains(name)).count();
    expect(ledger, renamed >= 3, "the new page does not name the new files");
    let served_new = served(system, &fresh).await;
    expect(ledger, served_new == fresh.len(), "one reload does not lead to files that are there");
    for name in old.iter().filter(|name| name.starts_with("/pkg/")) {
        gone(system, ledger, name).await?;
    }
    stale_function(system, ledger).await?;
    ledger.section(
        "K18: a deployment under open pages",
        format!(
            "  {served_before} of {} old files served before; {renamed} names changed; forms of 2 old pages \
             went on with 0 reloads; {served_new} of {} new files served after 1 reload;\n  an old file and \
             an old function are refused with a code and never as a blank page",
            old.len(),
            fresh.len(),
        ),
    );
    Ok(vec![at_code.actions(), at_start.actions()])
}

fn expect(ledger: &Ledger, holds: bool, otherwise: &str) {
    if !holds {
        ledger.never(Never::BlankPage, WHO, otherwise);
    }
}

async fn served(system: &System, names: &[String]) -> usize {
    let mut good = 0;
    for name in names {
        let answer = system.http.get(format!("{}{name}", system.url)).send().await;
        good += usize::from(answer.is_ok_and(|answer| answer.status().is_success()));
    }
    good
}

/// Checks that an old asset gets a 404 that is not HTML and is not cached.
async fn gone(system: &System, ledger: &Ledger, name: &str) -> anyhow::Result<()> {
    let answer = system.http.get(format!("{}{name}", system.url)).send().await?;
    let text = |header: &str| {
        let value = answer.headers().get(header);
        value.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let refused = answer.status().as_u16() == 404
        && !text("content-type").contains("html")
        && text("cache-control").contains("no-store");
    expect(
        ledger,
        refused,
        &format!("{name} is answered {} {}", answer.status(), text("content-type")),
    );
    Ok(())
}

/// Checks a server function of an old build: a script gets an error code, a form gets a usable
/// page.
async fn stale_function(system: &System, ledger: &Ledger) -> anyhow::Result<()> {
    let ask = |accept: &str| {
        system
            .http
            .post(format!("{}/api/sign-in/submit-of-last-year", system.url))
            .header("origin", &system.url)
            .header("sec-fetch-site", "same-origin")
            .header("accept", accept)
            .form(&[("step", "x")])
            .send()
    };
    let script = ask("application/json").await?;
    let status = script.status().as_u16();
    let body = script.text().await?;
    let coded = (400..500).contains(&status)
        && serde_json::from_str::<serde_json::Value>(&body).is_ok_and(|body| body.is_object());
    expect(
        ledger,
        coded,
        &format!("an old function is answered {status} without a code: {body:.80}"),
    );
    let page = ask("text/html").await?;
    let status = page.status().as_u16();
    let page = Page::read(status, "/api/sign-in/submit-of-last-year", &page.text().await?);
    let readable = (400..500).contains(&status) && page.has_a_way_on() && !page.title.is_empty();
    expect(
        ledger,
        readable,
        &format!("an old form is answered {status} with a page without a way on"),
    );
    Ok(())
}

/// Copies the program and site under new asset names; `None` if the build uses plain names.
fn rebuild(built: &Built) -> anyhow::Result<Option<Build>> {
    let Ok(hashes) = fs::read_to_string(built.build.server.with_file_name("hash.txt")) else {
        return Ok(None);
    };
    let folder = built.folder.join("next-build");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("removing the last deployment")?;
    }
    let site = folder.join("site");
    fs::create_dir_all(site.join("pkg")).context("making a folder for the deployment")?;
    let program = folder.join("server");
    fs::copy(&built.build.server, &program).context("copying the server")?;
    let pairs: Vec<(String, String)> = hashes
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(_, hash)| (hash.trim().to_owned(), hash.trim().chars().rev().collect()))
        .collect();
    let renamed = |text: &str| {
        pairs
            .iter()
            .fold(text.to_owned(), |text, (old, new): &(String, String)| text.replace(old, new))
    };
    fs::write(folder.join("hash.txt"), renamed(&hashes)).context("writing the new names")?;
    copy_renamed(&built.build.site, &site, renamed)?;
    copy_renamed(&built.build.site.join("pkg"), &site.join("pkg"), renamed)?;
    Ok(Some(Build { server: program, site, ..built.build.clone() }))
}

fn copy_renamed(from: &Path, to: &Path, renamed: impl Fn(&str) -> String) -> anyhow::Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry.context("reading the site")?;
        if entry.path().is_file() {
            let name = renamed(&entry.file_name().to_string_lossy());
            fs::copy(entry.path(), to.join(name)).context("copying a file of the site")?;
        }
    }
    Ok(())
}
