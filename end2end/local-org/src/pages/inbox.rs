//! The inbox, as messages that can be read.

use super::html::escape;
use crate::state::inbox::Channel;
use crate::state::inbox::Inbox;
use crate::state::inbox::Message;

/// More would not be looked at; the control API has them all.
const SHOWN: usize = 20;

pub(super) fn section(inbox: &Inbox) -> String {
    let messages: Vec<String> = inbox.newest_first().take(SHOWN).map(card).collect();
    let list = if messages.is_empty() {
        "<p class=\"soft\">No mail yet. Start a sign-in, and it appears here.</p>".to_owned()
    } else {
        format!("<ol class=\"mails\">\n{}</ol>", messages.concat())
    };
    format!(
        "<section id=\"mailbox\" class=\"panel\" aria-labelledby=\"mailbox-title\">\n\
         <h2 id=\"mailbox-title\">Mailbox</h2>\n{list}\n</section>"
    )
}

fn card(message: &Message) -> String {
    format!(
        "<li class=\"mail\">\n<h3><a href=\"/mail/{}\">{}</a></h3>\n{}</li>\n",
        escape(&message.id),
        escape(&message.subject),
        content(message)
    )
}

/// Sender, addressee, time, the code large, and the link as a button.
pub(super) fn content(message: &Message) -> String {
    let link = message.link_path().map_or_else(String::new, |path| {
        format!(
            "<p><a class=\"button\" href=\"{}\" rel=\"noreferrer\">Open the link</a></p>\n",
            escape(&path)
        )
    });
    let (to, time) = (escape(&message.to), message.sent_at.clock_time());
    let from = match message.channel {
        Channel::Email => format!("From noreply@local-org.example to {to} · {time}"),
        other => format!("{} to {to} · {time}", capitalised(other.noun())),
    };
    let code = message.code.as_ref().map_or_else(String::new, |code| {
        let name = escape(&message.to_name);
        let code = escape(code.as_str());
        format!("<p>Hello {name}, your code is</p>\n<p class=\"code\">{code}</p>\n")
    });
    format!("<p class=\"soft\">{from}</p>\n{code}{link}")
}

fn capitalised(noun: &str) -> String {
    let (first, rest) = noun.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
