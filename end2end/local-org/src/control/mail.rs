//! `/_local/mail`: the mailbox as data.

use std::sync::Arc;

use axum::Json;
use axum::extract::Query;
use axum::extract::State;
use serde::Deserialize;
use serde::Serialize;

use crate::org::Org;
use crate::state::mails::Mail;
use crate::state::mails::MailKind;

#[derive(Debug, Deserialize)]
pub(super) struct Filter {
    to: Option<String>,
}

/// One mail, as tests read it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MailView {
    id: String,
    to: String,
    subject: String,
    kind: MailKind,
    code: String,
    link: Option<String>,
    sent_at: String,
}

/// Newest first; `?to=` narrows it to one address.
pub(super) async fn list(
    State(org): State<Arc<Org>>,
    Query(filter): Query<Filter>,
) -> Json<Vec<MailView>> {
    org.look(|state, _| {
        let view = |mail: &Mail| MailView {
            id: mail.id.clone(),
            to: mail.to.clone(),
            subject: mail.subject.clone(),
            kind: mail.kind,
            code: mail.code.as_str().to_owned(),
            link: mail.link_path().map(|path| format!("{}{path}", org.url)),
            sent_at: mail.sent_at.iso(),
        };
        Json(match &filter.to {
            Some(address) => state.mailbox.to(address).map(view).collect(),
            None => state.mailbox.newest_first().map(view).collect(),
        })
    })
}
