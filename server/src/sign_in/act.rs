//! The actions of a step: another mail, another way, another username.

use app::step::Tone;
use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::Answers;
use okta_idx::Form;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::answer::Again;
use super::begin::message;
use super::decoys::After;
use super::decoys::drawn;
use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::guard::Limited;
use super::guard::counted_for;
use super::outcome::Trouble;
use super::outcome::Upstream;
use super::padding::Padding;
use super::record::Session;
use super::same_path::SamePath;
use super::visit::Answered;
use super::visit::Visitor;
use crate::limit::Channel;
use crate::limit::Sent;
use crate::screen;
use crate::screen::table;
use crate::screen::table::Effect;
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
        // Starting again asks nobody and does the same at a decoy.
        if action != screen::actions::RESTART {
            self.padding = Some(Padding::begin());
        }
        let answered = self.clone().act_at_once(step, action).await;
        self.pad_unless_signed_in(&answered).await;
        answered
    }

    async fn act_at_once(self, step: String, action: String) -> Result<Answered, SessionError> {
        self.at_step(&step, Again::Act, async |visitor, session, mut flow| {
            if action == screen::actions::RESTART {
                visitor.forget_link_of(&flow).await?;
                flow.move_to(visitor.next_step()?);
                flow.restart(visitor.server.clock.now());
                flow.kind = Kind::SignIn;
                return visitor.keep(session, flow).await;
            }
            let saved = match &flow.stage {
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
        let offered = screen::draft::offered(&self.view(), &flow, pending)
            .into_iter()
            .find(|offered| offered.name == action);
        flow.move_to(self.next_step()?);
        let Some(offered) = offered else {
            flow.notices.push(message(Tone::Info, self.language.text(Key::OutOfDate)));
            return self.keep(session, flow).await;
        };
        if offered.wait > 0 {
            let text = self.language.filled(Key::ResendTooSoon, &[&offered.wait.to_string()]);
            flow.notices.push(message(Tone::Info, text));
            return self.keep(session, flow).await;
        }
        if let Some(name) = action.strip_prefix(screen::actions::SHOW) {
            flow.chosen_form = Some(name.to_owned());
            return self.keep(session, flow).await;
        }
        if action == screen::actions::RESEND {
            return self.resend(session, flow, pending).await;
        }
        let effect = match action {
            screen::actions::RECOVER | screen::actions::SKIP => Effect::Sends(Channel::Email),
            name => form_of(pending, name).map_or(Effect::None, |(_, form)| table::of(form).effect),
        };
        let permit = match self.take_send_at(pending, effect, &counted_for(&flow, pending)).await? {
            Ok(permit) => permit,
            Err(why) => return self.refuse(session, flow, why).await,
        };
        if action == screen::actions::RECOVER {
            flow.kind = Kind::Recovery;
        }
        let Some((reference, form)) = form_of(pending, action) else {
            let offered = Upstream::Offered(pending.clone(), Key::OutOfDate);
            return self.proceed(session, flow, offered).await;
        };
        let upstream = self.send(pending, &reference, Answers::new()).await;
        self.learn_step(&flow, After::answers(&flow, form, &Answers::new()), &upstream);
        self.settle_send(permit, &upstream).await?;
        self.proceed(session, flow, upstream).await
    }

    /// Asks for another mail; the earlier code and link are dead afterwards.
    async fn resend(
        &self,
        session: &mut Session,
        mut flow: Flow,
        pending: &Pending,
    ) -> Result<(), SessionError> {
        let channel = table::awaited(pending).unwrap_or(Channel::Email);
        let permit = match self.take_send(channel, &counted_for(&flow, pending)).await? {
            Ok(permit) => permit,
            Err(why) => return self.refuse(session, flow, Limited::Later(why)).await,
        };
        let upstream = match pending.resend() {
            Some(again) => self.send(pending, &again.form, again.answers).await,
            None => Upstream::Offered(pending.clone(), Key::OutOfDate),
        };
        let upstream = match upstream {
            // Nothing has been proven yet, so the org's reason stays hidden.
            Upstream::Moved(Transaction::Terminal(end))
                if self.hides(&flow) && end.is_refusal() =>
            {
                drawn(self.hide_end(&flow, pending, &end).await?)
            }
            other => other,
        };
        let sent = match &upstream {
            Upstream::Moved(Transaction::Pending(next)) if !next.says_error() => Sent::By(channel),
            Upstream::Offered(..) | Upstream::Unmoved(Trouble::Unclear { .. }) => Sent::Unclear,
            _ => Sent::Nothing,
        };
        if sent == Sent::By(channel) {
            flow.mailed_at = Some(self.server.clock.now());
            let text = match channel {
                Channel::Email => self.resent(&flow),
                Channel::Phone | Channel::Push => self.language.text(Key::ResentCode).to_owned(),
            };
            flow.notices.push(message(Tone::Good, text));
        }
        permit.settle(&self.server.rates, sent).await?;
        self.proceed(session, flow, upstream).await
    }
}

/// The form that an action sends, of Okta's own actions or beside the main one.
fn form_of<'a>(pending: &'a Pending, action: &str) -> Option<(FormRef, &'a Form)> {
    let kind = match action {
        screen::actions::RECOVER => ActionKind::Recover,
        screen::actions::SKIP => ActionKind::Skip,
        name => {
            let form = pending.form(name.strip_prefix(screen::actions::SEND)?)?;
            return Some((form.reference(), form));
        }
    };
    let action = pending.action_of(kind)?;
    Some((action.reference().clone(), &action.form))
}
