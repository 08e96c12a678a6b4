//! `/_local/messages`, and `/_local/mail` for those by email: the inbox as data.

use std::sync::Arc;

use axum::Json;
use axum::extract::Query;
use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::org::Org;
use crate::state::inbox::Channel;
use crate::state::inbox::Message;

#[derive(Debug, Deserialize)]
pub(super) struct Filter {
    to: Option<String>,
    channel: Option<Channel>,
}

/// Newest first; `?to=` narrows it to one address, `channel=` to one kind of message.
pub(super) async fn list(
    State(org): State<Arc<Org>>,
    Query(filter): Query<Filter>,
) -> Json<Vec<Value>> {
    let view = |message: &Message| {
        let mut view = shared(&org, message);
        view["channel"] = json!(message.channel);
        view["text"] = message.text(&org.url).into();
        view
    };
    Json(find(&org, &filter, view))
}

/// The same for emails only, whose channel goes without saying.
pub(super) async fn mail(
    State(org): State<Arc<Org>>,
    Query(filter): Query<Filter>,
) -> Json<Vec<Value>> {
    let filter = Filter { channel: Some(Channel::Email), ..filter };
    Json(find(&org, &filter, |message| shared(&org, message)))
}

fn find(org: &Org, filter: &Filter, view: impl Fn(&Message) -> Value) -> Vec<Value> {
    org.look(|state, _| {
        let wanted = |message: &&Message| {
            filter.channel.is_none_or(|channel| message.channel == channel)
                && filter.to.as_ref().is_none_or(|to| message.to.eq_ignore_ascii_case(to))
        };
        state.inbox.newest_first().filter(wanted).map(view).collect()
    })
}

fn shared(org: &Org, message: &Message) -> Value {
    json!({
        "id": message.id,
        "to": message.to,
        "subject": message.subject,
        "kind": message.purpose,
        "code": message.code,
        "link": message.link_path().map(|path| format!("{}{path}", org.url)),
        "sentAt": message.sent_at.iso(),
    })
}
