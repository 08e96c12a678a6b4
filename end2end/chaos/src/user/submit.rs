//! Opening pages and sending forms, until something comes back.

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

/// Somebody who gets no answer at all this often goes away.
const MOST_TRIES: u32 = 60;
const AGAIN: std::ops::Range<u64> = 150..600;

impl User {
    /// Opens a page; where nothing comes back, again.
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

    /// Sends a form, perhaps twice in the same moment; where nothing comes back, again or after a reload.
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

    /// Sends a form once, come what may, and notes that it was sent.
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

    /// One submission, or two at once: a browser without JavaScript shows what the last one led to. Also how many submissions the
    /// server has heard of: clicks that were both answered are one.
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

    /// Reads what a page says.
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

/// How many submissions the clicks were for the server: those that it answered are one; one that broke off may have been heard
/// by a server that is no more, and stands for itself.
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
