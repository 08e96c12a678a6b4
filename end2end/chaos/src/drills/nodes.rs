//! K16, and K15 and K14 with another node: two servers on one session file, each request at either of them.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use super::all;
use super::enter;
use super::kills;
use super::stops;
use crate::evidence::Witness;
use crate::evidence::judge_log;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::pair::Pair;
use crate::person::Deeds;
use crate::person::End;
use crate::person::LIVELY;
use crate::person::Manner;
use crate::settings::Built;

const PATIENCE: Duration = Duration::from_mins(1);

/// People as they come, but for double clicks: two clicks at two nodes in the same moment are two presses, since what keeps them
/// apart is in one process.
const SINGLE: Manner = Manner { doubles: 0, both: 0, ..LIVELY };

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Who sign in while each request goes to either node.
    pub(crate) people: u64,
    /// Who are under way when a node is killed, and at which of the points: one in so many.
    pub(crate) at_each_kill: (u64, usize),
    /// How often a node is replaced, and with how many requests under way.
    pub(crate) stops: (u64, u64),
}

/// Has people sign in, then replaces one node after the other, then kills one.
/// Shows: K14, K15, K16
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    size: Size,
) -> anyhow::Result<()> {
    let pair = Arc::new(Pair::start_two(built, "nodes").await?);
    let witness = Witness::of(&pair.org);
    let watching = tokio::spawn(Arc::clone(&witness).watch());
    let mut deeds = sign_in(&pair, ledger, seed, size.people).await?;
    deeds.extend(stops::run(&pair, ledger, seed, size.stops, 10_000).await?);
    let (people, steps) = size.at_each_kill;
    deeds.extend(kills::run(&pair, ledger, seed, people, steps, 20_000).await?);
    watching.abort();
    witness.look().await?;
    witness.judge(&deeds, ledger);
    judge_mails(&pair.org, &deeds, ledger).await;
    judge_log(&pair.log()?, ledger);
    Ok(())
}

async fn sign_in(
    pair: &Arc<Pair>,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
) -> anyhow::Result<Vec<Deeds>> {
    let entered = enter(pair, ledger, seed, 0..people, SINGLE).await?;
    let began = Instant::now();
    let done = all(ledger, entered, |mut person| async move {
        let end = person.sign_in(Instant::now() + PATIENCE).await;
        if end == End::SignedIn {
            person.look_home().await;
        } else {
            person.complain(Never::Lost, "not signed in with two nodes");
        }
        (person.deeds(), end)
    })
    .await;
    let signed_in = done.iter().filter(|(_, end)| *end == End::SignedIn).count();
    ledger.section(
        "K16: two nodes on one session file, no stickiness",
        format!(
            "  each request at either node by chance: {signed_in} of {people} signed in within {:.1} s",
            began.elapsed().as_secs_f64()
        ),
    );
    Ok(done.into_iter().map(|(person, _)| person).collect())
}
