//! At the page that asks for the code: everything that people do instead of typing it.

use std::time::Duration;

use super::SUBMIT;
use super::User;
use crate::html::Page;
use crate::ledger::Never;
use crate::org::Mail;
use crate::random::Chance;

const LOOKS: u32 = 20;
const LOOK_AGAIN: Duration = Duration::from_millis(150);

/// Longer than the org wants between two polls, so that each open tab would have polled.
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
            // Once it was answered, the form of an old page must not reach the org any more; it is a submission only where
            // nothing came back.
            if cuts != self.cuts {
                return self.send(&form, &[code], "code").await;
            }
            if let Ok(answer) = self.browser.send_form(&form, &[code]).await {
                return self.follow(&form, answer).await;
            }
        }
        next
    }

    /// Reloads, errs, asks for another mail, leaves tabs open, opens the link where it does not belong.
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

    /// The newest mail to this user, once it is there.
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

    /// Where the link of a mail leads on the site: the org sends the browser there.
    async fn landing(&self, link: &str) -> Option<String> {
        let path = link.strip_prefix(self.system.org.url())?;
        let mailbox = self.browser.copy_at(self.system.org.url());
        let target = mailbox.get(path).await.ok()?.location?;
        target.strip_prefix(&self.system.url).map(str::to_owned)
    }

    /// The link in a browser that did not ask for it: shows the code, signs nobody in.
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

    /// The link in the right browser, perhaps while the code is sent from the other tab.
    async fn use_link(&mut self, link: &str, mail: &Mail, page: Page) -> Page {
        let Some(path) = self.landing(link).await else {
            // The org is away, or the link is stale by now: the code is there all the same.
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
        // Two submissions of two forms; both may reach the org, but only one may finish the sign-in.
        *self.actions.sent.entry(mail.code.clone()).or_default() += 2;
        match by_code.or(by_link) {
            Ok(answer) => self.follow(&typing, answer).await,
            Err(_) => self.open("/sign-in").await,
        }
    }
}
