//! Opens pages and submits forms, with retries until a response arrives.

use std::time::Duration;
use std::time::Instant;

use super::LOST_TRACK;
use super::User;
use crate::browser::Answer;
use crate::browser::Cut;
use crate::html::Form;
use crate::html::Page;
use crate::ledger::Never;
use crate::random::Chance;

/// The number of attempts without a response after which a user gives up.
const MOST_TRIES: u32 = 60;
const AGAIN: std::ops::Range<u64> = 150..600;

impl User {
    /// Opens a page, with retries.
    pub(crate) async fn open(&mut self, path: &str) -> Page {
        for _ in 0..MOST_TRIES {
            let began = Instant::now();
            match self.browser.open(path).await {
                Ok(page) => {
                    self.note_time("open a page", began.elapsed());
                    return self.seen(page);
                }
                Err(cut) => self.was_cut(cut).await,
            }
        }
        self.complain(Never::Lost, format!("{path} cannot be opened"));
        Page { path: path.to_owned(), ..Page::default() }
    }

    /// Submits a form, sometimes as a double click, with retries or after a reload.
    pub(crate) async fn send(&mut self, form: &Form, typed: &[&str], step: &'static str) -> Page {
        for _ in 0..MOST_TRIES {
            let began = Instant::now();
            self.remember(format!("press {step} {}", typed.join(" ")));
            let (submitted, heard) = self.submit(form, typed).await;
            self.note_actions(form, typed, step, heard);
            match submitted {
                Ok(answer) => {
                    self.note_time(step, began.elapsed());
                    return self.follow(form, answer).await;
                }
                Err(cut) => self.was_cut(cut).await,
            }
            if self.manner.rests && self.random.chance(30) {
                return self.open("/sign-in").await;
            }
        }
        self.complain(Never::Lost, format!("{step}: no answer, however often"));
        Page::default()
    }

    /// Submits a form once without a retry, and notes that it was sent.
    pub(crate) async fn send_once(
        &mut self,
        form: &Form,
        typed: &[&str],
        step: &'static str,
    ) -> Result<Answer, Cut> {
        let submitted = self.browser.send_form(form, typed).await;
        self.note_actions(form, typed, step, heard(&[&submitted]));
        submitted
    }

    /// Submits once or as a double click; a browser without JavaScript shows the last response.
    /// Also returns how many submissions the server has received: two answered clicks are one.
    async fn submit(&mut self, form: &Form, typed: &[&str]) -> (Result<Answer, Cut>, usize) {
        if !self.random.chance(self.manner.doubles) {
            let only = self.browser.send_form(form, typed).await;
            let heard = heard(&[&only]);
            return (only, heard);
        }
        self.ledger.count("double clicks");
        let later = Duration::from_millis(self.random.u64(..40));
        let again = async {
            tokio::time::sleep(later).await;
            self.browser.send_form(form, typed).await
        };
        let (first, last) = tokio::join!(self.browser.send_form(form, typed), again);
        let heard = heard(&[&first, &last]);
        (last, heard)
    }

    fn note_actions(&mut self, form: &Form, typed: &[&str], step: &str, times: usize) {
        match (step, typed) {
            ("username", _) => self.actions.asked += times,
            ("another mail", _) if !form.waits => self.actions.asked += times,
            ("code", [code]) => *self.actions.sent.entry((*code).to_owned()).or_default() += times,
            ("link", _) => {
                if let Some(code) = form.hidden_value("otp") {
                    *self.actions.sent.entry(code.to_owned()).or_default() += times;
                }
            }
            _ => {}
        }
    }

    pub(super) async fn follow(&mut self, form: &Form, answer: Answer) -> Page {
        if let Some(path) = &answer.location {
            return self.open(path).await;
        }
        let page = Page::read(answer.status, &form.action, &answer.body);
        self.seen(page)
    }

    async fn was_cut(&mut self, cut: Cut) {
        self.cuts += 1;
        self.remember(format!("{cut:?}"));
        self.ledger.count(match cut {
            Cut::Closed => "met a closed door, and tried again",
            Cut::Broken => "cut off without an answer, and pressed again",
        });
        tokio::time::sleep(Duration::from_millis(self.random.u64(AGAIN))).await;
    }

    fn note_time(&mut self, step: &'static str, took: Duration) {
        self.ledger.time(step, took);
        self.actions.took.push((step, took));
    }

    /// Notes the status and messages of a page.
    fn seen(&mut self, page: Page) -> Page {
        let place = format!("{} ({})", page.path, page.title);
        let said: Vec<&str> = page.messages.iter().map(|message| message.text.as_str()).collect();
        self.remember(format!("{} {place} {}", page.status, said.join("; ")));
        if page.status == 500 {
            self.complain(Never::Panic, format!("status 500 at {place}"));
        }
        if page.says(LOST_TRACK) {
            self.complain(Never::Lost, format!("the server lost track at {place}"));
        }
        if !page.has_a_way_on() {
            let what = format!("no way on at {place}, status {}", page.status);
            self.complain(Never::Lost, what);
        }
        self.told_last = match page.error() {
            Some(error) => Some(error.to_owned()),
            None if page.status >= 400 => Some(format!("{} ({})", page.title, page.status)),
            None => None,
        };
        if let Some(told) = &self.told_last {
            self.ledger.told(told);
        }
        page
    }
}

/// Counts the submissions that the server received: all answered clicks are one. A broken one
/// counts separately, because a killed server may have received it.
fn heard(clicks: &[&Result<Answer, Cut>]) -> usize {
    let broken = clicks.iter().filter(|click| matches!(click, Err(Cut::Broken))).count();
    broken + usize::from(clicks.iter().any(|click| click.is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_answered_clicks_are_one_press_and_a_broken_one_counts_for_itself() {
        let answered = || Ok(Answer { status: 303, location: None, body: String::new() });
        assert_eq!(heard(&[&answered(), &answered()]), 1);
        assert_eq!(heard(&[&Err(Cut::Broken), &answered()]), 2);
        assert_eq!(heard(&[&Err(Cut::Closed), &answered()]), 1);
        assert_eq!(heard(&[&Err(Cut::Closed)]), 0);
    }
}
