//! Becoming a member of the org.

use super::View;
use super::first_page::passcode;
use super::ion::Addressed;
use super::ion::Field;
use super::ion::ObjectOf;
use super::page::Page;
use crate::state::transaction::Factor;

/// `enroll-profile`, with a password where the policy lets nobody in without one.
pub(super) fn profile(view: View<'_>, at: Addressed<'_>, page: &mut Page) {
    let fields = [("firstName", "First name"), ("lastName", "Last name"), ("email", "Email")];
    let fields = fields.map(|(name, label)| Field::text(name, label).required().lengths(1, 100));
    let mut form = at
        .form("enroll-profile", "/idp/idx/enroll/new")
        .with(Field::object("userProfile", fields.into()).required());
    if view.policy.needs_password() {
        form = form.with(passcode("Password").required());
        let password = Factor::Password.authenticator().with_password_rules();
        page.current_authenticator = Some(ObjectOf::new(password));
    }
    page.offer(form);
    page.offer(at.form("select-identify", "/idp/idx/identify/select"));
}
