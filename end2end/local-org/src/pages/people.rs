//! Who can try to sign in.

use super::html::escape;
use crate::settings::Settings;
use crate::settings::Standing;
use crate::state::people::People;
use crate::state::people::Person;

pub(super) fn section(settings: &Settings, people: &People) -> String {
    let mut sorted: Vec<&Person> = people.all().collect();
    sorted.sort_by(|one, other| one.login.cmp(&other.login));
    let rows: String = sorted.into_iter().map(|person| row(settings, person)).collect();
    format!(
        "<section id=\"people\" class=\"panel\" aria-labelledby=\"people-title\">\n\
         <h2 id=\"people-title\">People</h2>\n<ul class=\"people\">\n{rows}</ul>\n</section>"
    )
}

fn row(settings: &Settings, person: &Person) -> String {
    let standing = match person.standing {
        Standing::Active => "may sign in",
        Standing::Locked => "locked",
        Standing::Suspended => "suspended",
        Standing::Unassigned => "not assigned to the app",
    };
    format!(
        "<li><strong>{}</strong> <span class=\"soft\">{}, {standing}{}</span></li>\n",
        escape(&person.login),
        escape(&person.profile.full_name()),
        password(settings, person),
    )
}

/// The password of the settings, as long as it is still the right one.
fn password(settings: &Settings, person: &Person) -> String {
    if !person.has_password() {
        return String::new();
    }
    let known = settings.users.iter().find(|user| user.login == person.login);
    match known.and_then(|user| user.password.as_deref()) {
        Some(password) if person.password_matches(password) => {
            format!(", password <code>{}</code>", escape(password))
        }
        _ => ", has a password".to_owned(),
    }
}
