//! The people of the org in a table.

use super::html::escape;
use crate::settings::Standing;
use crate::state::people::People;
use crate::state::people::Person;

pub(super) fn section(people: &People) -> String {
    let mut sorted: Vec<&Person> = people.all().collect();
    sorted.sort_by(|one, other| one.login.cmp(&other.login));
    let rows: String = sorted.into_iter().map(row).collect();
    format!(
        "<section id=\"people\" class=\"panel\" aria-labelledby=\"people-title\">\n\
         <h2 id=\"people-title\">People</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-labelledby=\"people-title\">\n<table>\n<thead><tr><th scope=\"col\">Username</th>\
         <th scope=\"col\">Name</th><th scope=\"col\">Proves with</th><th scope=\"col\">Standing</th>\
         </tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</section>"
    )
}

fn row(person: &Person) -> String {
    let proofs = if person.has_password() { "mail, password" } else { "mail" };
    let standing = match person.standing {
        Standing::Active => "active",
        Standing::Locked => "locked",
        Standing::Suspended => "suspended",
        Standing::Unassigned => "not assigned to the app",
    };
    format!(
        "<tr><td>{}</td><td>{}</td><td>{proofs}</td><td>{standing}</td></tr>\n",
        escape(&person.login),
        escape(&person.profile.full_name()),
    )
}
