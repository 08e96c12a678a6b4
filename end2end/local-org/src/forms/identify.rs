//! The pages before the user is known: to sign in, to recover, to unlock, to sign up.

use super::View;
use super::ion::Field;
use super::page::Page;
use super::select;
use super::subject::described;
use crate::attribute;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::settings::Offer;
use crate::state::users::User;

/// `identify`, with what the policy offers beside it.
pub(super) fn sign_in(view: View<'_>, page: &mut Page) {
    let mut identify = view
        .form("identify", "/idp/idx/identify")
        .with(Field::text("identifier", "Username").required());
    for inline in view.policy.inline() {
        identify = identify.with(credentials(view, inline, Activity::Verify));
    }
    page.offer(identify.with(Field::boolean("rememberMe", "Keep me signed in")));
    offer_sign_up(view, page);
    if view.policy.offers(Offer::Unlock) {
        page.offer(view.form("unlock-account", "/idp/idx/unlock-account"));
    }
    if view.policy.offers(Offer::Recovery)
        && let Some(forgettable) = AuthenticatorRef::resettable()
    {
        page.set("currentAuthenticator", described(view, forgettable, Activity::Verify));
    }
}

/// `identify-recovery`.
pub(super) fn recovery(view: View<'_>, page: &mut Page) {
    page.offer(
        view.form("identify-recovery", "/idp/idx/identify")
            .with(Field::text("identifier", "Username").required()),
    );
    offer_sign_up(view, page);
    if let Some(forgotten) = AuthenticatorRef::resettable() {
        page.set("recoveryAuthenticator", described(view, forgotten, Activity::Reset));
    }
}

/// `select-authenticator-unlock-account`.
pub(super) fn unlock(view: View<'_>, page: &mut Page) {
    select::to_unlock(view, page);
    offer_sign_up(view, page);
}

/// `enroll-profile`, with what the policy requires and the form can take along.
pub(super) fn sign_up(view: View<'_>, page: &mut Page) {
    let attributes = view.policy.profile.all();
    let fields = attributes.iter().map(|it| attribute::field(it, None)).collect();
    let mut form = view
        .form("enroll-profile", "/idp/idx/enroll/new")
        .with(Field::object(attribute::GROUP, fields).required());
    for inline in view.policy.required_enrollments().into_iter().filter(|it| it.is_inline()) {
        form = form.with(credentials(view, inline, Activity::Enroll).about("currentAuthenticator"));
        page.set("currentAuthenticator", described(view, inline, Activity::Enroll));
    }
    page.offer(form);
    page.offer(view.form("select-identify", "/idp/idx/identify/select"));
}

/// `profile-update`: each attribute that the user lacks in a group of its own, as Okta sends them.
pub(super) fn update_profile(view: View<'_>, user: &User, page: &mut Page) {
    let lacking = user.profile.lacking(view.policy);
    let mut form = view.form("profile-update", "/idp/idx/enroll/new");
    for it in &lacking {
        form = form.with(Field::object(attribute::GROUP, vec![attribute::field(it, None)]));
    }
    page.offer(form);
    if lacking.iter().all(|it| !it.required) {
        page.offer(view.form("skip", "/idp/idx/skip"));
    }
}

fn credentials(view: View<'_>, of: AuthenticatorRef, activity: Activity) -> Field {
    Field::object("credentials", of.answer_fields(view.policy, activity)).required()
}

fn offer_sign_up(view: View<'_>, page: &mut Page) {
    if view.policy.offers(Offer::SignUp) {
        page.offer(view.form("select-enroll-profile", "/idp/idx/enroll"));
    }
}
