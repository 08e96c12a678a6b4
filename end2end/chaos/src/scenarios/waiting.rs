//! K29: several waiting tabs per user, on two nodes of which one is killed.

use std::sync::Arc;
use std::time::Duration;

use super::all;
use super::enter;
use crate::evidence::OrgObserver;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::settings::Built;
use crate::system::System;
use crate::user::Actions;
use crate::user::PLAIN;
use crate::user::SUBMIT;
use crate::user::User;

const TABS: usize = 3;
/// The length of three polls at the org's interval of four seconds.
const WAITS: Duration = Duration::from_secs(13);
/// A moment between the first poll and the second.
const UNTIL_KILLED: Duration = Duration::from_secs(6);

/// Has `people` users wait with several tabs each, and counts the polls of Okta.
/// Shows: K29
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
) -> anyhow::Result<()> {
    let system = Arc::new(System::start_two(built, "waiting").await?);
    let observer = OrgObserver::of(&system.org);
    let watching = tokio::spawn(Arc::clone(&observer).watch());
    let entered = enter(&system, ledger, seed, 50_000..50_000 + people, PLAIN).await?;
    let killing = async {
        tokio::time::sleep(UNTIL_KILLED).await;
        system.kill_server().await?;
        system.revive().await
    };
    let (actions, killed) = tokio::join!(all(ledger, entered, wait), killing);
    killed?;
    watching.abort();
    observer.look().await?;
    let polls = system.org.calls_to("/idp/idx/challenge/poll").await?;
    if polls < people * 2 {
        ledger.never(Never::Unproven, "K29", format!("{people} people waited, {polls} polls"));
    }
    observer.judge(&actions, ledger);
    judge_mails(&system.org, &actions, ledger).await;
    let text = format!(
        "  {people} people with {TABS} tabs each for {} s, each tab at either of two nodes, one of which is killed: {polls} \
         polls, where {TABS} tabs at the pace of one would have made {}",
        WAITS.as_secs(),
        people * 3 * TABS as u64
    );
    ledger.section("K29: tabs that wait for a link", text);
    Ok(())
}

async fn wait(mut user: User) -> Actions {
    let page = user.ask_for_mail().await;
    let step = page.form_to(SUBMIT).and_then(|form| form.hidden_value("step")).unwrap_or_default();
    tokio::join!(
        user.browser.listen(step, WAITS),
        user.browser.listen(step, WAITS),
        user.browser.listen(step, WAITS)
    );
    user.actions()
}
