//! `/_local/tokens`: the token that an administrator's email would carry to a user.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::parsed;
use super::refusal;
use crate::http::answer::Answer;
use crate::idx::user_token;
use crate::org::Org;
use crate::state::user_tokens::Opens;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    login: String,
    opens: Opens,
    #[serde(default = "hour")]
    expires_in_seconds: i64,
}

fn hour() -> i64 {
    3600
}

/// Makes a token for a user, which replaces the one before it.
pub(super) async fn issue(State(org): State<Arc<Org>>, body: Bytes) -> Answer {
    let wanted: Wanted = match parsed(&body) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal,
    };
    org.change(|state, now| {
        let Some(user) = state.users.by_login(&wanted.login).map(|user| user.id.clone()) else {
            return refusal(&format!("no user is called `{}`", wanted.login));
        };
        let until = now.plus_seconds(wanted.expires_in_seconds);
        let token = user_token::issue(state, wanted.opens, &user, until);
        let body = json!({ "parameter": wanted.opens.parameter(), "token": token });
        Answer::json(StatusCode::OK, &body)
    })
}
