//! K19: the disk of the session file and the log is full for a while.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use super::all;
use super::enter;
use crate::evidence::judge_log;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::settings::Built;
use crate::system::System;
use crate::user::End;
use crate::user::Manner;
use crate::user::PLAIN;
use crate::user::User;

/// How long the disk stays full.
const FULL: Duration = Duration::from_millis(1_500);
const PATIENCE: Duration = Duration::from_secs(30);
const TITLE: &str = "K19: a full disk under the session file";
/// Users who use the link or type wrong codes: all are refused while the disk is full.
const MIXED: Manner = Manner { errs: 30, links: 30, rests: true, ..PLAIN };

/// Signs `people` users in, starts as many sign-ins, and fills the disk.
/// Shows: K19
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
) -> anyhow::Result<()> {
    let system = Arc::new(System::start(built, "full-disk", false).await?);
    let inside = enter(&system, ledger, seed, 0..people, PLAIN).await?;
    let under_way = enter(&system, ledger, seed, people..people * 2, MIXED).await?;
    let inside = all(ledger, inside, |mut user| async move {
        user.sign_in(Instant::now() + PATIENCE).await;
        user
    })
    .await;
    if !system.fill_disk(true).await {
        ledger.section(TITLE, "  this system has no prlimit: not tried".to_owned());
        return Ok(());
    }
    let coming = tokio::spawn({
        let ledger = Arc::clone(ledger);
        async move { all(&ledger, under_way, arrive).await }
    });
    let until = Instant::now() + FULL;
    let mut looks = 0;
    while Instant::now() < until {
        for user in &inside {
            match user.browser.get("/").await {
                Ok(answer) if answer.status == 200 => looks += 1,
                Ok(answer) => {
                    let what = format!("status {} at / with a full disk", answer.status);
                    user.complain(Never::FalseSignOut, what);
                }
                Err(cut) => user.complain(Never::Unproven, format!("{cut:?} with a full disk")),
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    system.fill_disk(false).await;
    let ends = coming.await?;
    let signed_in = ends.iter().filter(|end| **end == End::SignedIn).count();
    judge_log(&system.log()?, ledger);
    ledger.section(
        TITLE,
        format!(
            "  {people} signed in looked at home {looks} times while nothing could be written; {signed_in} of {people} who \
             were told to come again got in once there was room"
        ),
    );
    Ok(())
}

async fn arrive(mut user: User) -> End {
    let end = user.sign_in(Instant::now() + PATIENCE).await;
    if end != End::SignedIn {
        user.complain(Never::Lost, "not signed in after a full disk");
    }
    end
}
