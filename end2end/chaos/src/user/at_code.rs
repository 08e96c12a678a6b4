//! What users do on the page that asks for the code, besides typing it.

use std::time::Duration;

use super::SUBMIT;
use super::User;
use crate::html::Page;
use crate::ledger::Never;
use crate::org::Mail;
use crate::random::Chance;

const LOOKS: u32 = 20;
const LOOK_AGAIN: Duration = Duration::from_millis(150);

/// Longer than the org's polling interval, so that each open tab would have polled.
const LINGERS: Duration = Duration::from_millis(5_500);

impl User {
    pub(super) async fn at_code(&mut self, page: Page) -> Page {
        if self.manner.searches > 0 {
            let half = self.manner.searches / 2;
            let time = self.random.u64(half..self.manner.searches);
            tokio::time::sleep(Duration::from_millis(time)).await;
        }
        let dawdles = self.told_last.is_none();
        let page = if dawdles { self.dawdle(page).await } else { page };
        if page.screen.as_deref() != Some("code") {
            return page;
        }
        let Some(mail) = self.newest_mail().await else {
            self.complain(Never::Lost, "the page speaks of a mail that never came");
            return page;
        };
        let link = mail.link.clone().filter(|_| self.random.chance(self.manner.links));
        match link {
            Some(link) => self.use_link(&link, &mail, page).await,
            None => self.use_code(&page, &mail.code).await,
        }
    }

    pub(crate) async fn use_code(&mut self, page: &Page, code: &str) -> Page {
        let Some(form) = page.form_to(SUBMIT).cloned() else {
            self.complain(Never::Lost, "the page asks for a code and has no form");
            return self.open("/sign-in").await;
        };
        let cuts = self.cuts;
        let next = self.send(&form, &[code], "code").await;
        if self.random.chance(self.manner.goes_back) {
            self.ledger.count("old forms sent again");
            self.rest(50..200).await;
            // The form of an old page must not reach the org again after a response, so it counts
            // as a submission only after a cut.
            if cuts != self.cuts {
                return self.send(&form, &[code], "code").await;
            }
            if let Ok(answer) = self.browser.send_form(&form, &[code]).await {
                return self.follow(&form, answer).await;
            }
        }
        next
    }

    /// Reloads, types a wrong code, resends, leaves tabs open, or opens the link in another
    /// browser.
    async fn dawdle(&mut self, mut page: Page) -> Page {
        self.rest(50..400).await;
        if self.random.chance(self.manner.waits) {
            self.leave_tabs_open(&page);
            if self.random.chance(50) {
                tokio::time::sleep(LINGERS).await;
            }
        }
        if self.random.chance(self.manner.reloads) {
            self.ledger.count("reloads");
            page = self.open("/sign-in").await;
            if page.status == 200 && page.screen.as_deref() != Some("code") && !page.is_greeting() {
                self.complain(Never::Lost, "a reload lost the place");
            }
        }
        if self.random.chance(self.manner.strays)
            && let Some(Mail { link: Some(link), .. }) = self.newest_mail().await
        {
            self.stray(&link).await;
        }
        if self.random.chance(self.manner.errs) && page.screen.as_deref() == Some("code") {
            self.ledger.count("wrong codes");
            let wrong = format!("{:06}", self.random.u64(..1_000_000));
            if let Some(form) = page.form_to(SUBMIT).cloned() {
                page = self.send(&form, &[&wrong], "code").await;
            }
        }
        if self.random.chance(self.manner.resends)
            && let Some(form) = page.action("resend").cloned()
        {
            self.ledger.count("asked for another mail");
            page = self.send(&form, &[], "another mail").await;
        }
        page
    }

    fn leave_tabs_open(&mut self, page: &Page) {
        let step = page.form_to(SUBMIT).and_then(|form| form.hidden_value("step"));
        let Some(step) = step.map(str::to_owned) else { return };
        for _ in 0..self.random.u64(1..4) {
            self.ledger.count("tabs that wait");
            let tab = self.browser.copy_at(&self.system.url);
            let step = step.clone();
            let time = Duration::from_millis(self.random.u64(5000..9000));
            tokio::spawn(async move { tab.listen(&step, time).await });
        }
    }

    /// Returns the newest email to this user, and waits until there is one.
    pub(crate) async fn newest_mail(&self) -> Option<Mail> {
        for _ in 0..LOOKS {
            let mails = self.system.org.mails(&self.login).await.unwrap_or_default();
            if let Some(mail) = mails.into_iter().next() {
                return Some(mail);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        None
    }

    /// Returns the path on the site to which the org redirects the link of an email.
    async fn landing(&self, link: &str) -> Option<String> {
        let path = link.strip_prefix(self.system.org.url())?;
        let mailbox = self.browser.copy_at(self.system.org.url());
        let target = mailbox.get(path).await.ok()?.location?;
        target.strip_prefix(&self.system.url).map(str::to_owned)
    }

    /// Opens the link in another browser, which must show the code and sign no one in.
    async fn stray(&mut self, link: &str) {
        self.ledger.count("links opened elsewhere");
        let Some(path) = self.landing(link).await else { return };
        let other = crate::browser::Browser::of(&self.system.http, &self.system.url, 62_000);
        let Ok(page) = other.open(&path).await else { return };
        let home = other.open("/").await;
        if other.has_session() || home.is_ok_and(|home| home.is_greeting()) {
            self.complain(Never::DoubleSession, "a link signed in another browser");
        }
        if page.status == 200 && page.handed_over.is_none() {
            self.complain(Never::Lost, "a link opened elsewhere hands no code over");
        }
    }

    /// Opens the link in the same browser, sometimes while another tab submits the code.
    async fn use_link(&mut self, link: &str, mail: &Mail, page: Page) -> Page {
        let Some(path) = self.landing(link).await else {
            // The org is down or the link is stale; the code still works.
            return self.use_code(&page, &mail.code).await;
        };
        let arrived = self.open(&path).await;
        let Some(form) = arrived.form_to("/api/sign-in/link").cloned() else {
            self.ledger.count("links that led nowhere, followed by the code");
            return self.use_code(&page, &mail.code).await;
        };
        let typing = page.form_to(SUBMIT).cloned().filter(|_| self.random.chance(self.manner.both));
        let Some(typing) = typing else {
            return self.send(&form, &[], "link").await;
        };
        self.ledger.count("link and code in the same moment");
        let code = [mail.code.as_str()];
        let (by_link, by_code) = tokio::join!(
            self.browser.send_form(&form, &[]),
            self.browser.send_form(&typing, &code)
        );
        // Both submissions may reach the org, but only one may finish the sign-in.
        *self.actions.sent.entry(mail.code.clone()).or_default() += 2;
        match by_code.or(by_link) {
            Ok(answer) => self.follow(&typing, answer).await,
            Err(_) => self.open("/sign-in").await,
        }
    }
}
