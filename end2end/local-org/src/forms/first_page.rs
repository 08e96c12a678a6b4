//! Asking who somebody is: to sign in, or to have a password reset.

use super::View;
use super::ion::Addressed;
use super::ion::Field;
use super::ion::ObjectOf;
use super::page::Page;
use super::sign_up_link;
use crate::settings::FirstPage;
use crate::state::transaction::Factor;

/// `identify`, with the ways to sign up, reset a password and unlock an account beside it.
pub(super) fn sign_in(view: View<'_>, at: Addressed<'_>, page: &mut Page) {
    let mut identify = at
        .form("identify", "/idp/idx/identify")
        .with(Field::text("identifier", "Username").required());
    if view.policy.first_page == FirstPage::IdentifierAndPassword {
        identify = identify.with(passcode("Password").required());
    }
    page.offer(identify.with(Field::boolean("rememberMe", "Keep me signed in")));
    if let Some(form) = sign_up_link(view, at) {
        page.offer(form);
    }
    if view.policy.unlock {
        page.offer(at.form("unlock-account", "/idp/idx/unlock-account"));
    }
    if view.policy.recovery {
        let password = Factor::Password.authenticator().recoverable(at);
        page.current_authenticator = Some(ObjectOf::new(password));
    }
}

/// `identify-recovery`.
pub(super) fn recovery(view: View<'_>, at: Addressed<'_>, page: &mut Page) {
    page.offer(
        at.form("identify-recovery", "/idp/idx/identify")
            .with(Field::text("identifier", "Username").required()),
    );
    if let Some(form) = sign_up_link(view, at) {
        page.offer(form);
    }
    let password = Factor::Password.authenticator().with_password_rules();
    page.recovery_authenticator = Some(ObjectOf::new(password));
}

/// `credentials` with the one field that holds a password.
pub(super) fn passcode(label: &'static str) -> Field {
    Field::object("credentials", vec![Field::text("passcode", label).secret()])
}
