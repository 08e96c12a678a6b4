//! The pages of a sign-in as ION JSON: a pure function of the stage and what is to be said.

mod challenge;
mod identify;
pub(crate) mod ion;
pub(crate) mod message;
mod page;
pub(crate) mod safe_mode;
mod select;
mod subject;

pub(crate) use page::Page;
pub(crate) use page::terminal;

use self::ion::Field;
use self::ion::Form;
use self::subject::SubjectView;
use crate::idx::user_token;
use crate::settings::Lifetimes;
use crate::settings::Policy;
use crate::state::transaction::Session;
use crate::state::transaction::Stage;
use crate::state::transaction::Transaction;
use crate::state::users::Users;

/// What a page is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub(crate) org_url: &'a str,
    pub(crate) org_name: &'a str,
    pub(crate) session: &'a Session,
    pub(crate) app_label: &'a str,
    pub(crate) policy: &'a Policy,
    pub(crate) lifetimes: &'a Lifetimes,
    pub(crate) users: &'a Users,
    pub(crate) enumeration_prevention: bool,
    /// Whether the org can only be read.
    pub(crate) safe_mode: bool,
}

impl View<'_> {
    /// A form at a path of the org, with nothing but the state handle in it.
    pub(crate) fn form(&self, name: &'static str, path: &str) -> Form {
        Form::new(name, format!("{}{path}", self.org_url), &self.session.state_handle)
    }
}

/// Draws the step that a transaction is at.
pub(crate) fn page(view: View<'_>, transaction: &Transaction) -> Page {
    let mut page = Page::new(view, transaction);
    match &transaction.stage {
        stage if view.safe_mode && safe_mode::concerns(stage) => {
            safe_mode::draw(view, stage, &mut page);
        }
        Stage::FirstPage if view.policy.user_code.is_some() && !transaction.activates_device => {
            let code = Field::text("userCode", "Activation Code").required();
            page.offer(view.form("user-code", "/idp/idx/device/activate").with(code));
        }
        Stage::FirstPage => identify::sign_in(view, &mut page),
        Stage::RecoveryIdentifier => identify::recovery(view, &mut page),
        Stage::UnlockIdentifier => identify::unlock(view, &mut page),
        Stage::SignUpProfile => identify::sign_up(view, &mut page),
        Stage::ActivationExpired(subject) => user_token::draw(view, subject, &mut page),
        Stage::SelectAuthenticator(verification) => {
            let subject = SubjectView::of(view, verification);
            select::to_verify(view, &subject, &mut page);
            select::note_recovery(view, &subject, &mut page);
        }
        Stage::SelectEnrollment(verification) => {
            select::to_enroll(view, &SubjectView::of(view, verification), &mut page, false);
        }
        Stage::Challenge(verification, challenge) => {
            challenge::form(view, &SubjectView::of(view, verification), challenge, &mut page);
        }
        Stage::ProfileUpdate(verification) => {
            if let Some(user) = view.users.of(&verification.subject) {
                identify::update_profile(view, user, &mut page);
            }
        }
        Stage::Interlude(_, interlude) => interlude.draw(view, &transaction.request, &mut page),
        Stage::Finished(end) => page.succeed(view, transaction, end),
        Stage::Over { messages, .. } => {
            messages.iter().cloned().for_each(|message| page.say(message));
        }
    }
    if let Some(verification) = transaction.stage.verification() {
        page.set("user", SubjectView::of(view, verification).user_member());
    }
    if !matches!(transaction.stage, Stage::Finished(_) | Stage::Over { .. }) {
        page.member("cancel", view.form("cancel", "/idp/idx/cancel"));
    }
    page
}
