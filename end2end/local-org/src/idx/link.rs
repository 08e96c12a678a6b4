//! The magic link of a mail: it leads to the app and uses nothing up.

use std::sync::Arc;

use axum::extract::Path;
use axum::extract::RawQuery;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::StatusCode;
use http::header;
use url::Url;

use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::http::answer::Answer;
use crate::org::Org;
use crate::pages::notice;
use crate::protocol::TransactionId;
use crate::state;
use crate::state::inbox::Message;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::user_tokens::Opens;
use crate::timestamp::Timestamp;

/// What a link is worth when it is opened.
enum Link {
    /// It leads here.
    Leads(String, TransactionId),
    /// A newer mail went out.
    Stale,
    /// Its time, or its sign-in's, is over.
    Expired,
    /// The sign-in is already finished.
    Used,
    /// The org has sent no such link.
    Unknown,
}

/// However often a mail scanner opens the link, the code in it stays good.
pub(super) async fn follow(
    State(org): State<Arc<Org>>,
    Path(client): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let token = url::form_urlencoded::parse(query.as_bytes())
        .find_map(|(name, value)| (name == "token").then(|| value.into_owned()))
        .unwrap_or_default();
    let link = org.look(|state, now| {
        let message =
            state.inbox.by_link(&token).filter(|message| message.client.as_str() == client);
        message.map_or(Link::Unknown, |message| {
            worth(state, org.settings.app_url.as_deref(), message, now)
        })
    });
    let (status, title, text) = match link {
        Link::Leads(target, transaction) => {
            return Answer::empty()
                .redirect(&target)
                .header(header::REFERRER_POLICY, "no-referrer")
                .of(&transaction)
                .into_response();
        }
        Link::Stale => (
            StatusCode::GONE,
            "There is a newer mail",
            "A newer mail was sent after this one, and only the newest link works. Open that one, \
             or go back to the screen where you asked for it.",
        ),
        Link::Expired => (
            StatusCode::GONE,
            "This link has expired",
            "Links work for a few minutes only. Go back to the screen where you asked for it and \
             ask for another mail.",
        ),
        Link::Used => (
            StatusCode::GONE,
            "This link has been used",
            "The sign-in that this link belongs to is finished. You can close this page.",
        ),
        Link::Unknown => (
            StatusCode::NOT_FOUND,
            "This link leads nowhere",
            "It may have been cut off when it was copied. Open it from the mail itself, or ask \
             for another mail.",
        ),
    };
    notice::page(&org.settings.name, status, title, text)
}

fn worth(state: &state::State, app: Option<&str>, message: &Message, now: Timestamp) -> Link {
    if message.purpose == Purpose::Activation && message.code.is_none() {
        return activates(state, app, message);
    }
    let Some(transaction) = state.transactions.get(&message.transaction) else {
        return Link::Expired;
    };
    if transaction.is_expired(now) {
        return Link::Expired;
    }
    let newest = match &transaction.stage {
        Stage::Challenge(_, Challenge { progress: Progress::Sent(newest), .. }) => newest,
        Stage::Finished(_) => return Link::Used,
        _ => return Link::Stale,
    };
    if newest.link != message.link {
        return Link::Stale;
    }
    if newest.expires_at <= now {
        return Link::Expired;
    }
    let Some(code) = &message.code else { return Link::Unknown };
    let request = &transaction.request;
    let Ok(mut target) = Url::parse(request.redirect_uri.as_str()) else { return Link::Unknown };
    target.query_pairs_mut().append_pair("otp", code.as_str()).append_pair("state", &request.state);
    Link::Leads(target.into(), transaction.id.clone())
}

/// The link of an activation email leads to the sign-in page of the app, or back to where it came from.
fn activates(state: &state::State, app: Option<&str>, message: &Message) -> Link {
    let redirect =
        state.transactions.get(&message.transaction).map(|it| it.request.redirect_uri.as_str());
    let Some(mut target) = app.or(redirect).and_then(|target| Url::parse(target).ok()) else {
        return Link::Expired;
    };
    let Some(token) = &message.link else { return Link::Unknown };
    target.query_pairs_mut().append_pair(Opens::Activation.parameter(), token.as_str());
    Link::Leads(target.into(), message.transaction.clone())
}
