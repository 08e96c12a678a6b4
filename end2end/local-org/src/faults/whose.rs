//! Which user a call is about, as far as its body tells.

use serde_json::Value;

use crate::protocol::ID_LENGTH;
use crate::protocol::TransactionId;
use crate::state::State;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;

/// The login of the user: the one that the call names, or the one of its transaction.
pub(crate) fn login(state: &State, body: &[u8]) -> Option<String> {
    let sent = Sent::read(body);
    if let Some(identifier) = sent.get("identifier") {
        return Some(identifier.trim().to_owned());
    }
    let handle = sent
        .get("stateHandle")
        .map(|handle| handle.strip_prefix("02.").unwrap_or(handle))
        .or_else(|| sent.get("interactionHandle"))
        .or_else(|| sent.get("interaction_code"))?;
    let transaction = state.transactions.get(&TransactionId::new(handle.get(..ID_LENGTH)?))?;
    let login = |id| state.users.get(id).map(|user| user.login.clone());
    match (&transaction.stage, transaction.stage.verification().map(|it| &it.subject)) {
        (Stage::Finished(end), _) => login(&end.user),
        (_, Some(Subject::User(id))) => login(id),
        (_, Some(Subject::Unknown { identifier })) => Some(identifier.clone()),
        (_, Some(Subject::NewUser(user))) => Some(user.login.clone()),
        (_, None) => None,
    }
}

/// A body of IDX is JSON, one of OAuth is a form.
enum Sent {
    Json(Value),
    Form(Vec<(String, String)>),
}

impl Sent {
    fn read(body: &[u8]) -> Self {
        match serde_json::from_slice(body) {
            Ok(json) => Self::Json(json),
            Err(_) => Self::Form(url::form_urlencoded::parse(body).into_owned().collect()),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        match self {
            Self::Json(json) => json.get(name)?.as_str(),
            Self::Form(pairs) => {
                pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
            }
        }
    }
}
