//! K29: tabs that wait for a link, several to a person, on two nodes of which one is killed.

use std::sync::Arc;
use std::time::Duration;

use super::all;
use super::enter;
use crate::evidence::Witness;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::pair::Pair;
use crate::person::Deeds;
use crate::person::PLAIN;
use crate::person::Person;
use crate::person::SUBMIT;
use crate::settings::Built;

const TABS: usize = 3;
/// Enough for three polls at the org's pace of four seconds.
const WAITS: Duration = Duration::from_secs(13);
/// Between the first poll and the second.
const UNTIL_KILLED: Duration = Duration::from_secs(6);

/// Has `people` wait with several tabs each, and counts what Okta was asked meanwhile.
/// Shows: K29
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
) -> anyhow::Result<()> {
    let pair = Arc::new(Pair::start_two(built, "waiting").await?);
    let witness = Witness::of(&pair.org);
    let watching = tokio::spawn(Arc::clone(&witness).watch());
    let entered = enter(&pair, ledger, seed, 50_000..50_000 + people, PLAIN).await?;
    let killing = async {
        tokio::time::sleep(UNTIL_KILLED).await;
        pair.kill_server().await?;
        pair.revive().await
    };
    let (deeds, killed) = tokio::join!(all(ledger, entered, wait), killing);
    killed?;
    watching.abort();
    witness.look().await?;
    let polls = pair.org.calls_to("/idp/idx/challenge/poll").await?;
    if polls < people * 2 {
        ledger.never(Never::Unproven, "K29", format!("{people} people waited, {polls} polls"));
    }
    witness.judge(&deeds, ledger);
    judge_mails(&pair.org, &deeds, ledger).await;
    let text = format!(
        "  {people} people with {TABS} tabs each for {} s, each tab at either of two nodes, one of which is killed: {polls} \
         polls, where {TABS} tabs at the pace of one would have made {}",
        WAITS.as_secs(),
        people * 3 * TABS as u64
    );
    ledger.section("K29: tabs that wait for a link", text);
    Ok(())
}

async fn wait(mut person: Person) -> Deeds {
    let page = person.ask_for_mail().await;
    let step = page.form_to(SUBMIT).and_then(|form| form.hidden_value("step")).unwrap_or_default();
    tokio::join!(
        person.browser.listen(step, WAITS),
        person.browser.listen(step, WAITS),
        person.browser.listen(step, WAITS)
    );
    person.deeds()
}
