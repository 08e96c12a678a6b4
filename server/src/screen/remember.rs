//! Whether the browser is to remember the username.

use app::step::Field;
use app::step::FieldKind;
use app::text::Key;
use okta_idx::RemediationKind;

use super::draft::At;
use super::view::Remembers;
use super::view::View;
use crate::flow::Intent;

/// Name of the box. The org never hears of it.
pub const REMEMBER: &str = "remember_username";

/// Returns the box of a page that asks who signs in, unless none is offered.
pub(super) fn field(view: &View<'_>) -> Option<Field> {
    let is_ticked = match view.remembers {
        Remembers::Never => return None,
        Remembers::Nothing => false,
        Remembers::Username(_) => true,
    };
    Some(Field {
        name: REMEMBER.to_owned(),
        label: view.language.text(Key::RememberUsername).to_owned(),
        kind: FieldKind::Checkbox,
        value: is_ticked.to_string(),
        ..Field::default()
    })
}

/// Returns the box of a form of the org, where that asks who signs in.
pub(super) fn beside(at: &At<'_>) -> Option<Field> {
    let asks = at.form.kind == RemediationKind::Identify && at.flow.intent == Intent::SignIn;
    asks.then(|| field(&at.view)).flatten()
}
