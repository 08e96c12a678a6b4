//! The mailbox as mails that can be read.

use super::html::escape;
use crate::state::mails::Mail;
use crate::state::mails::Mailbox;

/// More would not be looked at; the control API has them all.
const SHOWN: usize = 20;

pub(super) fn section(mailbox: &Mailbox) -> String {
    let mails: Vec<String> = mailbox.newest_first().take(SHOWN).map(card).collect();
    let list = if mails.is_empty() {
        "<p class=\"soft\">No mail yet. Start a sign-in, and it appears here.</p>".to_owned()
    } else {
        format!("<ol class=\"mails\">\n{}</ol>", mails.concat())
    };
    format!(
        "<section id=\"mailbox\" class=\"panel\" aria-labelledby=\"mailbox-title\">\n\
         <h2 id=\"mailbox-title\">Mailbox</h2>\n{list}\n</section>"
    )
}

fn card(mail: &Mail) -> String {
    format!(
        "<li class=\"mail\">\n<h3><a href=\"/mail/{}\">{}</a></h3>\n{}</li>\n",
        escape(&mail.id),
        escape(&mail.subject),
        content(mail)
    )
}

/// Sender, addressee, time, the code large, and the link as a button.
pub(super) fn content(mail: &Mail) -> String {
    let link = mail.link_path().map_or_else(String::new, |path| {
        format!(
            "<p><a class=\"button\" href=\"{}\" rel=\"noreferrer\">Open the link</a></p>\n",
            escape(&path)
        )
    });
    format!(
        "<p class=\"soft\">From noreply@local-org.example to {} · {}</p>\n\
         <p>Hello {}, your code is</p>\n<p class=\"code\">{}</p>\n{link}",
        escape(&mail.to),
        mail.sent_at.clock_time(),
        escape(&mail.to_name),
        escape(mail.code.as_str()),
    )
}
