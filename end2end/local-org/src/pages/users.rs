//! The users who can try to sign in.

use super::html::escape;
use crate::authenticator::AuthenticatorRef;
use crate::settings::Settings;
use crate::settings::UserStatus;
use crate::state::users::User;
use crate::state::users::Users;

pub(super) fn section(settings: &Settings, users: &Users) -> String {
    let rows: String = users.sorted().into_iter().map(|user| row(settings, user)).collect();
    format!(
        "<section id=\"users\" class=\"panel\" aria-labelledby=\"users-title\">\n\
         <h2 id=\"users-title\">Users</h2>\n<ul class=\"users\">\n{rows}</ul>\n</section>"
    )
}

fn row(settings: &Settings, user: &User) -> String {
    let status = match user.status {
        UserStatus::Active => "may sign in",
        UserStatus::Locked => "locked",
        UserStatus::Suspended => "suspended",
        UserStatus::Unassigned => "not assigned to the app",
        UserStatus::Staged => "not activated yet",
    };
    let enrolled: String =
        AuthenticatorRef::all().filter_map(|it| shown(settings, user, it)).collect();
    format!(
        "<li><strong>{}</strong> <span class=\"soft\">{}, {status}{enrolled}</span></li>\n",
        escape(&user.login),
        escape(&user.profile.full_name()),
    )
}

/// What the user has enrolled besides email, with its value as long as the settings have it.
fn shown(settings: &Settings, user: &User, authenticator: AuthenticatorRef) -> Option<String> {
    let facts = authenticator.facts();
    let enrollment = user.enrollment(facts)?;
    let known = settings.users.iter().find(|known| known.login == user.login)?;
    let text = known.authenticators.get(facts.name);
    let label = escape(&facts.label.to_lowercase());
    Some(match text.filter(|text| authenticator.is_seed(enrollment, text)) {
        Some(text) => format!(", {label} <code>{}</code>", escape(text)),
        None => format!(", {label}"),
    })
}
