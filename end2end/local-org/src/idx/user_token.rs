//! A token in the address of the app: where a sign-in begins that was announced with one.

use serde_json::json;

use super::next::begin;
use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Selection;
use crate::forms::Page;
use crate::forms::View;
use crate::forms::message;
use crate::protocol::LinkToken;
use crate::protocol::UserId;
use crate::protocol::UserToken;
use crate::settings::Offer;
use crate::settings::UserStatus;
use crate::state::State;
use crate::state::inbox::Channel;
use crate::state::inbox::Message;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::user_tokens::Issued;
use crate::state::user_tokens::Opens;
use crate::timestamp::Timestamp;

/// How long the link of an activation email works: a week, in seconds.
const ACTIVATION_LIFE: i64 = 7 * 24 * 3600;

/// Makes a token for a user; those before it open nothing any more.
pub(crate) fn issue(state: &mut State, opens: Opens, user: &UserId, until: Timestamp) -> UserToken {
    state.user_tokens.revoke(opens, user);
    let token = UserToken::new(state.random.secret(32));
    let issued = Issued { opens, user: user.clone(), expires_at: until };
    state.user_tokens.insert(token.clone(), issued);
    token
}

/// The stage at which a sign-in with this token begins; `None` for a token that never was.
pub(crate) fn arrive(step: &mut StepContext<'_>, opens: Opens, token: &str) -> Option<Stage> {
    let issued = step.state.user_tokens.get(token).filter(|issued| issued.opens == opens)?.clone();
    let status = step.state.users.get(&issued.user)?.status;
    let is_expired = issued.expires_at <= step.now;
    let moved = match (opens, status) {
        (Opens::Activation, UserStatus::Staged) if is_expired => expired(step, issued.user),
        (Opens::Activation, UserStatus::Staged) => activate(step, issued.user),
        (Opens::Activation, _) => Moved::over(400, message::activation_token_missing()),
        (Opens::Recovery, UserStatus::Staged) => Moved::over(403, message::recovers_while_staged()),
        (Opens::Recovery, _) if is_expired => Moved::over(400, message::recovery_token_invalid()),
        (Opens::Recovery, UserStatus::Active) => recover(step, issued.user),
        (Opens::Recovery, _) => Moved::over(403, message::reset_not_allowed()),
    };
    Some(moved.stage)
}

/// The email that brought the token has verified the address.
fn activate(step: &mut StepContext<'_>, id: UserId) -> Moved {
    step.fix_policy();
    if let Some(user) = step.state.users.get_mut(&id) {
        user.trust_email();
    }
    proceed(step, Verification::new(Subject::User(id), Purpose::Activation))
}

fn recover(step: &mut StepContext<'_>, id: UserId) -> Moved {
    step.fix_policy();
    let Some(forgotten) = AuthenticatorRef::resettable() else {
        return Moved::over(403, message::reset_not_allowed());
    };
    let verification = Verification::new(Subject::User(id), Purpose::Recovery);
    begin(step, verification, forgotten, Activity::Reset, Selection::Automatic)
}

/// Another email can be asked for where the policy offers it.
fn expired(step: &mut StepContext<'_>, id: UserId) -> Moved {
    if step.policy().offers(Offer::ActivationEmail) {
        Moved::to(Stage::ActivationExpired(Subject::User(id)))
    } else {
        Moved::over(400, message::activation_expired_for_good())
    }
}

/// `request-activation-email`.
pub(crate) fn draw(view: View<'_>, subject: &Subject, page: &mut Page) {
    page.say(message::activation_expired());
    page.offer(view.form("request-activation-email", "/idp/idx/request-activation"));
    if let Some(user) = view.users.of(subject) {
        page.set("user", json!({ "id": user.id, "identifier": user.login }));
    }
}

/// `/idp/idx/request-activation`: sends another activation email.
pub(super) fn request(step: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    let Stage::ActivationExpired(Subject::User(id)) = stage else { return Moved::refused(stage) };
    let Some(user) = step.state.users.get(&id) else {
        return Moved::over(400, message::activation_token_missing());
    };
    let (to, to_name) = (user.profile.email.clone(), user.profile.full_name());
    let until = step.now.plus_seconds(ACTIVATION_LIFE);
    let token = issue(step.state, Opens::Activation, &id, until);
    step.state.inbox.deliver(Message {
        id: format!("mail{}", step.state.random.text(12)),
        channel: Channel::Email,
        to,
        to_name,
        subject: "Activate your account".to_owned(),
        purpose: Purpose::Activation,
        code: None,
        link: Some(LinkToken::new(token.as_str())),
        client: step.transaction.request.client.clone(),
        transaction: step.transaction.id.clone(),
        sent_at: step.now,
    });
    Moved::over(200, message::activation_email_sent())
}
