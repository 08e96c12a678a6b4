//! The actions of a step: another mail, another way, another username.

use app::step::Tone;
use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::Answers;
use okta_idx::Pending;
use okta_idx::Transaction;
use tokio::time::Instant;

use super::answer::Again;
use super::answer::says_error;
use super::begin::message;
use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::guard::certainly_without_mail;
use super::guard::counted_for;
use super::guard::may_send_mail;
use super::guard::refuses;
use super::outcome::Trouble;
use super::outcome::Upstream;
use super::record::Session;
use super::same_path::SamePath;
use super::visit::Answered;
use super::visit::Visitor;
use crate::presenter;
use crate::session::SessionError;

impl Visitor {
    /// Does one of the actions of a step.
    pub(super) async fn act(
        mut self,
        step: String,
        action: String,
        return_to: Option<String>,
    ) -> Result<Answered, SessionError> {
        self.asked = return_to.as_deref().and_then(SamePath::parse);
        let began = Instant::now();
        // Starting again asks nobody and does the same at a decoy.
        let tells_nothing = action == presenter::actions::RESTART;
        let answered = self.clone().act_at_once(step, action).await;
        if tells_nothing { answered } else { self.even_out(began, answered).await }
    }

    async fn act_at_once(self, step: String, action: String) -> Result<Answered, SessionError> {
        self.at_step(&step, Again::Act, async |visitor, session, mut flow| {
            if action == presenter::actions::RESTART {
                visitor.forget_link_of(&flow).await?;
                flow.move_to(visitor.next_step()?);
                flow.restart(visitor.server.clock.now());
                flow.kind = Kind::SignIn;
                return visitor.keep(session, flow).await;
            }
            let saved = match &flow.stage {
                Stage::Decoy(_) => return visitor.act_at_decoy(session, flow, &action).await,
                Stage::Pending(saved) => saved.restore(),
                _ => None,
            };
            match saved {
                Some(pending) => visitor.act_at(session, flow, &pending, &action).await,
                None => visitor.lost(session, flow).await,
            }
        })
        .await
    }

    async fn act_at(
        &self,
        session: &mut Session,
        mut flow: Flow,
        pending: &Pending,
        action: &str,
    ) -> Result<(), SessionError> {
        let offered = presenter::actions::of(&self.server, &flow, pending)
            .into_iter()
            .find(|offered| offered.name == action);
        flow.move_to(self.next_step()?);
        let Some(offered) = offered else {
            flow.notices.push(message(Tone::Info, self.server.language.text(Key::OutOfDate)));
            return self.keep(session, flow).await;
        };
        if offered.wait > 0 {
            let text =
                self.server.language.filled(Key::ResendTooSoon, &[&offered.wait.to_string()]);
            flow.notices.push(message(Tone::Info, text));
            return self.keep(session, flow).await;
        }
        if let Some(name) = action.strip_prefix(presenter::actions::SHOW) {
            flow.chosen_form = Some(name.to_owned());
            return self.keep(session, flow).await;
        }
        let person = counted_for(&flow, pending);
        let may_send = match action {
            presenter::actions::RECOVER | presenter::actions::SKIP => true,
            name => name
                .strip_prefix(presenter::actions::SEND)
                .and_then(|name| pending.form(name))
                .is_some_and(may_send_mail),
        };
        if may_send && let Some(why) = self.too_many_mails(&person).await? {
            flow.notices.push(message(Tone::Error, why));
            return self.keep(session, flow).await;
        }
        let upstream = match action {
            presenter::actions::RESEND => return self.resend(session, flow, pending).await,
            presenter::actions::RECOVER => {
                flow.kind = Kind::Recovery;
                self.act_upstream(pending, ActionKind::Recover).await
            }
            presenter::actions::SKIP => self.act_upstream(pending, ActionKind::Skip).await,
            name => match name
                .strip_prefix(presenter::actions::SEND)
                .and_then(|name| pending.form(name))
            {
                Some(form) => self.send(pending, &form.reference(), Answers::new()).await,
                None => return self.lost(session, flow).await,
            },
        };
        if may_send && certainly_without_mail(&upstream) {
            self.server.rates.mail_not_sent(&person).await?;
        }
        self.proceed(session, flow, upstream).await
    }

    async fn act_upstream(&self, pending: &Pending, kind: ActionKind) -> Upstream {
        match pending.action_of(kind) {
            Some(action) => self.send(pending, action.reference(), Answers::new()).await,
            None => Upstream::Offered(pending.clone(), Key::OutOfDate),
        }
    }

    /// Asks for another mail; the earlier code and link are dead afterwards.
    async fn resend(
        &self,
        session: &mut Session,
        mut flow: Flow,
        pending: &Pending,
    ) -> Result<(), SessionError> {
        let person = counted_for(&flow, pending);
        if let Some(why) = self.too_many_mails(&person).await? {
            flow.notices.push(message(Tone::Error, why));
            return self.keep(session, flow).await;
        }
        let upstream = match pending.email_challenge().and_then(|challenge| challenge.resend()) {
            Some(again) => self.send(pending, &again.form, again.answers).await,
            None => Upstream::Offered(pending.clone(), Key::OutOfDate),
        };
        if self.server.hides_accounts
            && let Upstream::Moved(Transaction::Terminal(end)) = &upstream
            && refuses(end)
        {
            // Nothing has been proven yet, so the org's reason stays hidden.
            self.hide_end(&mut flow, pending, end).await?;
            flow.mailed_at = Some(self.server.clock.now());
            let text = self.resent(&flow);
            flow.notices.push(message(Tone::Good, text));
            return self.keep(session, flow).await;
        }
        let sent =
            matches!(&upstream, Upstream::Moved(Transaction::Pending(next)) if !says_error(next));
        if sent {
            flow.mailed_at = Some(self.server.clock.now());
            let text = self.resent(&flow);
            flow.notices.push(message(Tone::Good, text));
        } else if !matches!(
            &upstream,
            Upstream::Offered(..) | Upstream::Unmoved(Trouble::Unclear { .. })
        ) {
            self.server.rates.mail_not_sent(&person).await?;
        }
        self.proceed(session, flow, upstream).await
    }
}
