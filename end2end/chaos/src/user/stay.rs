//! What signed-in users do: stay, and sign out.

use std::time::Duration;
use std::time::Instant;

use super::User;
use crate::ledger::Never;
use crate::random::Chance;

impl User {
    /// Opens the start page repeatedly until `until`, or signs out first.
    pub(crate) async fn stay(&mut self, until: Instant) {
        if self.random.chance(self.manner.leaves) {
            self.rest(100..1500).await;
            self.sign_out().await;
            return;
        }
        while Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(self.random.u64(700..2500))).await;
            self.look_home().await;
        }
    }

    /// Checks that the start page is still available to this user.
    pub(crate) async fn look_home(&mut self) {
        let began = Instant::now();
        match self.browser.get("/").await {
            Ok(answer) if answer.status == 200 => {
                self.ledger.count("looks at home while signed in");
                self.ledger.time("greeting", began.elapsed());
            }
            Ok(answer) if answer.status == 303 => {
                self.complain(Never::FalseSignOut, "sent from / to the start");
            }
            Ok(answer) if answer.status == 500 => {
                self.complain(Never::Panic, "status 500 at /");
            }
            Ok(_) => self.ledger.count("home not available for a moment"),
            Err(_) => self.ledger.count("home out of reach for a moment"),
        }
    }

    async fn sign_out(&mut self) {
        let page = self.open("/").await;
        let Some(form) = page.form_to("/api/sign-out").cloned() else {
            if page.status == 200 {
                self.complain(Never::FalseSignOut, "no greeting to sign out from");
            }
            return;
        };
        let before = self.browser.copy_at(&self.system.url);
        self.send(&form, &[], "sign out").await;
        if self.browser.has_session() {
            // The response was lost and the page was opened instead of signing out, so the user
            // stays signed in.
            return;
        }
        self.ledger.count("signed out");
        if let Ok(answer) = before.get("/").await
            && answer.status == 200
        {
            self.complain(Never::SignOutUndone, "the old cookie still opens /");
        }
    }
}
