//! Opening a locked account.

use super::View;
use super::ion::Addressed;
use super::ion::ArrayOf;
use super::ion::Choice;
use super::ion::Field;
use super::page::Page;
use super::sign_up_link;
use crate::state::transaction::Factor;

/// `select-authenticator-unlock-account`: username and mail in one form.
pub(super) fn form(view: View<'_>, at: Addressed<'_>, page: &mut Page) {
    let email = Factor::Email;
    let fields = vec![
        Field::preset("id", email.authenticator_id(), true),
        Field::preset("methodType", email.method(), false),
    ];
    let choice =
        Choice::object(email.display_name(), fields, "$.authenticators.value[0]".to_owned());
    page.offer(
        at.form("select-authenticator-unlock-account", "/idp/idx/challenge")
            .with(Field::text("identifier", "Username").required())
            .with(Field::object_of("authenticator", vec![choice])),
    );
    if let Some(form) = sign_up_link(view, at) {
        page.offer(form);
    }
    page.authenticators = Some(ArrayOf::new(vec![email.authenticator()]));
}
