//! Injects faults into the org and the server, by the same seed as the users.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use fastrand::Rng;
use serde_json::Value;
use serde_json::json;

use crate::evidence::OrgObserver;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::random;
use crate::random::Chance;
use crate::system::System;

/// The calls of a sign-in.
const STEPS: [&str; 5] = [
    "/oauth2/default/v1/interact",
    "/idp/idx/introspect",
    "/idp/idx/identify",
    "/idp/idx/challenge/answer",
    "/oauth2/default/v1/token",
];
const KEYS: &str = "/oauth2/default/v1/keys";
/// The server fetches keys for an unknown key id at most this often, and real orgs rotate less
/// often.
const BETWEEN_ROTATIONS: Duration = Duration::from_secs(35);
/// How long the server needs to learn the new keys, from a first sign-in.
const UNTIL_READ: Duration = Duration::from_secs(3);
/// An offset in seconds that matters and is within the tolerance.
const SKEW: i64 = 45;

/// The kinds of faults, each with the ids of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    TooMany,
    Down,
    Late,
    Reset,
    Truncated,
    Html,
    ErrorInSuccess,
    KeysDown,
    KeysRotated,
    Skewed,
    ServerKilled,
    ServerReplaced,
    OrgKilled,
}

/// The weight of each kind in the random choice.
const BAG: [(Fault, usize); 13] = [
    (Fault::TooMany, 6),
    (Fault::Down, 8),
    (Fault::Late, 2),
    (Fault::Reset, 7),
    (Fault::Truncated, 5),
    (Fault::Html, 4),
    (Fault::ErrorInSuccess, 3),
    (Fault::KeysDown, 2),
    (Fault::KeysRotated, 3),
    (Fault::Skewed, 2),
    (Fault::ServerKilled, 5),
    (Fault::ServerReplaced, 3),
    (Fault::OrgKilled, 3),
];

impl Fault {
    fn words(self) -> &'static str {
        match self {
            Self::TooMany => "fault K1: 429 with its reset",
            Self::Down => "fault K2: 500, 502, 503",
            Self::Late => "fault K3: 10 s late",
            Self::Reset => "fault K4, K5: connection reset after the request",
            Self::Truncated => "fault K6: truncated answer",
            Self::Html => "fault K6: HTML instead of JSON",
            Self::ErrorInSuccess => "fault K6: 200 with an error in it",
            Self::KeysDown => "fault K8: signing keys out of reach",
            Self::KeysRotated => "fault K8: signing keys rotated",
            Self::Skewed => "fault K7: the org's clock 45 s off",
            Self::ServerKilled => "fault K14: kill -9 of the server",
            Self::ServerReplaced => "fault K15: SIGTERM and a new server",
            Self::OrgKilled => "fault: kill -9 of the org",
        }
    }
}

/// Injects faults until `until`, then removes all of them.
pub(crate) async fn run(
    system: Arc<System>,
    observer: Arc<OrgObserver>,
    ledger: Arc<Ledger>,
    seed: u64,
    until: Instant,
) {
    let mut fault_injector = FaultInjector {
        system,
        observer,
        ledger,
        random: random::of(seed, u64::MAX),
        rotated: Instant::now(),
        skew: 0,
    };
    let bag: Vec<Fault> =
        BAG.iter().flat_map(|(fault, times)| std::iter::repeat_n(*fault, *times)).collect();
    // Each kind occurs once, for any seed.
    let mut first: Vec<Fault> = BAG.iter().map(|(fault, _)| *fault).collect();
    while Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(fault_injector.random.u64(200..700))).await;
        let fault = if first.is_empty() {
            fault_injector.random.choice(&bag).copied()
        } else {
            Some(first.swap_remove(fault_injector.random.usize(..first.len())))
        };
        let Some(fault) = fault else { break };
        if let Err(error) = fault_injector.act(fault).await {
            let what = format!("{}: {error:#}", fault.words());
            fault_injector.ledger.never(Never::Unproven, "the fault injector", what);
        }
    }
    if let Err(error) = fault_injector.put_right().await {
        fault_injector.ledger.never(Never::Unproven, "the fault injector", format!("{error:#}"));
    }
}

struct FaultInjector {
    system: Arc<System>,
    observer: Arc<OrgObserver>,
    ledger: Arc<Ledger>,
    random: Rng,
    rotated: Instant,
    skew: i64,
}

impl FaultInjector {
    async fn act(&mut self, fault: Fault) -> anyhow::Result<()> {
        match fault {
            Fault::ServerKilled => self.system.kill_server().await?,
            Fault::ServerReplaced => {
                self.system.replace_server().await?;
            }
            Fault::OrgKilled => {
                // The org saves only a part of its latest calls.
                self.observer.look().await?;
                self.system.kill_org().await?;
                self.observer.resume().await?;
            }
            Fault::KeysRotated => {
                if self.rotated.elapsed() < BETWEEN_ROTATIONS
                    && self.ledger.number(fault.words()) > 0
                {
                    return Ok(());
                }
                self.rotated = Instant::now();
                // Planned faults are removed first: the server cannot verify tokens if it cannot
                // fetch the new keys.
                self.system.org.heal().await?;
                self.system.org.fault(&json!({ "rotateKeys": true })).await?;
            }
            Fault::KeysDown if self.rotated.elapsed() < UNTIL_READ => return Ok(()),
            Fault::Skewed => {
                let target = *self.random.choice(&[SKEW, 0, -SKEW]).unwrap_or(&0);
                self.turn_clock(target).await?;
            }
            _ => {
                let fault = self.at_a_path(fault);
                self.system.org.fault(&fault).await?;
            }
        }
        self.ledger.count(fault.words());
        Ok(())
    }

    fn at_a_path(&mut self, fault: Fault) -> Value {
        let path = *self.random.choice(&STEPS).unwrap_or(&STEPS[0]);
        let times = self.random.u64(1..4);
        // Whether the call has no effect, or has its effect and only the response is lost.
        let before = self.random.chance(50);
        match fault {
            Fault::TooMany => {
                json!({ "path": path, "status": 429, "resetAfterSeconds": 2, "times": times })
            }
            Fault::Down => {
                let status = *self.random.choice(&[500, 502, 503]).unwrap_or(&500);
                json!({ "path": path, "status": status, "times": times, "before": before })
            }
            Fault::Late => json!({ "path": path, "delayMs": 10_000, "times": 1, "before": before }),
            Fault::Reset => {
                json!({ "path": path, "dropAfterBytes": 0, "times": times, "before": before })
            }
            Fault::Truncated => {
                let bytes = self.random.u64(1..200);
                json!({ "path": path, "dropAfterBytes": bytes, "times": times, "before": before })
            }
            Fault::Html => json!({
                "path": path, "status": 200, "times": times, "before": before,
                "body": "<!DOCTYPE html><html><body>Please accept the terms of this network</body></html>",
            }),
            Fault::ErrorInSuccess => json!({
                "path": path, "status": 200, "times": times, "before": before,
                "body": { "errorCode": "E0000009", "errorSummary": "Internal Server Error" },
            }),
            _ => json!({ "path": KEYS, "status": 503, "times": 2 }),
        }
    }

    async fn turn_clock(&mut self, target: i64) -> anyhow::Result<()> {
        if target != self.skew {
            self.observer.note_break();
            self.system.org.advance(target - self.skew).await?;
            self.observer.note_break();
            self.skew = target;
        }
        Ok(())
    }

    async fn put_right(&mut self) -> anyhow::Result<()> {
        self.system.org.heal().await?;
        self.turn_clock(0).await
    }
}
