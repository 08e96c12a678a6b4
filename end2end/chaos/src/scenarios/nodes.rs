//! K16, and K15 and K14 with two nodes that share a session file and receive each request at
//! random.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use super::all;
use super::enter;
use super::kills;
use super::stops;
use crate::evidence::OrgObserver;
use crate::evidence::judge_log;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::settings::Built;
use crate::system::System;
use crate::user::Actions;
use crate::user::End;
use crate::user::LIVELY;
use crate::user::Manner;

const PATIENCE: Duration = Duration::from_mins(1);

/// Users without double clicks, because double clicks are joined within one process. On two nodes
/// they count as two submissions.
const SINGLE: Manner = Manner { doubles: 0, both: 0, ..LIVELY };

/// The size of each part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Users who sign in while each request goes to either node.
    pub(crate) people: u64,
    /// Users under way when a node is killed, and the step between the points to kill at.
    pub(crate) at_each_kill: (u64, usize),
    /// How often a node is replaced, and how many requests are under way each time.
    pub(crate) stops: (u64, u64),
}

/// Signs users in, then replaces one node after the other, then kills one.
/// Shows: K14, K15, K16
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    size: Size,
) -> anyhow::Result<()> {
    let system = Arc::new(System::start_two(built, "nodes").await?);
    let observer = OrgObserver::of(&system.org);
    let watching = tokio::spawn(Arc::clone(&observer).watch());
    let mut actions = sign_in(&system, ledger, seed, size.people).await?;
    actions.extend(stops::run(&system, ledger, seed, size.stops, 10_000).await?);
    let (people, steps) = size.at_each_kill;
    actions.extend(kills::run(&system, ledger, seed, people, steps, 20_000).await?);
    watching.abort();
    observer.look().await?;
    observer.judge(&actions, ledger);
    judge_mails(&system.org, &actions, ledger).await;
    judge_log(&system.log()?, ledger);
    Ok(())
}

async fn sign_in(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
) -> anyhow::Result<Vec<Actions>> {
    let entered = enter(system, ledger, seed, 0..people, SINGLE).await?;
    let began = Instant::now();
    let done = all(ledger, entered, |mut user| async move {
        let end = user.sign_in(Instant::now() + PATIENCE).await;
        if end == End::SignedIn {
            user.look_home().await;
        } else {
            user.complain(Never::Lost, "not signed in with two nodes");
        }
        (user.actions(), end)
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
    Ok(done.into_iter().map(|(user, _)| user).collect())
}
