//! Writing the mail with the code and the link.

use super::desk::Desk;
use crate::forms::ALPHANUMERIC_LENGTH;
use crate::forms::NUMERIC_LENGTH;
use crate::protocol::LinkToken;
use crate::protocol::OneTimeCode;
use crate::settings::CodeStyle;
use crate::state::mails::Mail;
use crate::state::mails::MailKind;
use crate::state::transaction::MailedCode;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

/// Sends a mail with a fresh code; whatever was sent before is worthless from now on.
///
/// For somebody who does not exist no mail is sent, and no code will ever be right.
pub(super) fn mail(desk: &mut Desk<'_>, subject: Subject) -> Stage {
    let policy = desk.policy();
    let (style, links) = (policy.code, policy.magic_link);
    let Some((to, to_name)) = addressee(desk, &subject) else {
        return Stage::Mailed(subject, mailed(desk, None, None));
    };
    let random = &mut desk.state.random;
    let code = OneTimeCode::new(match style {
        CodeStyle::Numeric => random.digits(NUMERIC_LENGTH),
        CodeStyle::Alphanumeric => random.typeable(ALPHANUMERIC_LENGTH),
    });
    let link = links.then(|| LinkToken::new(random.secret(32)));
    let (kind, what) = match subject.purpose {
        Purpose::SignIn => (MailKind::SignIn, "sign in"),
        Purpose::SignUp => (MailKind::SignUp, "finish signing up"),
        Purpose::Recovery => (MailKind::Recovery, "reset your password"),
        Purpose::Unlock => (MailKind::Unlock, "unlock your account"),
    };
    let client = desk.transaction.request.client.clone();
    let app = desk.settings.client(client.as_str()).map_or("your app", |client| &client.label);
    desk.state.mailbox.deliver(Mail {
        id: format!("mail{}", random.text(12)),
        to,
        to_name,
        subject: format!("Your code to {what} – {app}"),
        kind,
        code: code.clone(),
        link: link.clone(),
        client,
        transaction: desk.transaction.id.clone(),
        sent_at: desk.now,
    });
    Stage::Mailed(subject, mailed(desk, Some(code), link))
}

fn mailed(desk: &Desk<'_>, code: Option<OneTimeCode>, link: Option<LinkToken>) -> MailedCode {
    let expires_at = desk.now.plus_seconds(desk.settings.lifetimes.email_code);
    MailedCode { code, link, sent_at: desk.now, expires_at }
}

fn addressee(desk: &Desk<'_>, subject: &Subject) -> Option<(String, String)> {
    let profile = match &subject.who {
        Who::Person(id) => &desk.state.people.get(id)?.profile,
        Who::Newcomer(newcomer) => &newcomer.profile,
        Who::Nobody { .. } => return None,
    };
    Some((profile.email.clone(), profile.full_name()))
}
