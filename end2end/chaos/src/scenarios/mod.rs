//! Scenarios that run one after another, after the random faults.

pub(crate) mod certificates;
pub(crate) mod crowd;
pub(crate) mod deployment;
pub(crate) mod full_disk;
pub(crate) mod kills;
pub(crate) mod nodes;
pub(crate) mod overload;
pub(crate) mod slow_org;
pub(crate) mod stops;
pub(crate) mod unreachable;
pub(crate) mod waiting;

use std::future::Future;
use std::sync::Arc;

use tokio::task::JoinSet;

use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::system::System;
use crate::user::Manner;
use crate::user::User;

/// Creates the users of a scenario, with these numbers.
pub(crate) async fn enter(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    numbers: std::ops::Range<u64>,
    manner: Manner,
) -> anyhow::Result<Vec<User>> {
    let mut people = Vec::new();
    for number in numbers {
        people.push(User::enter(system, ledger, seed, number, manner).await?);
    }
    Ok(people)
}

/// Runs the same action for all users at once, and returns the results.
pub(crate) async fn all<T, R, F>(ledger: &Ledger, people: Vec<T>, fault: impl Fn(T) -> F) -> Vec<R>
where
    R: Send + 'static,
    F: Future<Output = R> + Send + 'static,
{
    let mut at_work = JoinSet::new();
    for user in people {
        at_work.spawn(fault(user));
    }
    let mut done = Vec::new();
    while let Some(finished) = at_work.join_next().await {
        match finished {
            Ok(result) => done.push(result),
            Err(error) => ledger.never(Never::Unproven, "a user", error.to_string()),
        }
    }
    done
}
