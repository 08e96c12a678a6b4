//! What the org says about a person now (`OpenID` Connect Core section 5.3).

use std::fmt;

use serde_json::Map;
use serde_json::Value;

use super::tokens::Tokens;
use crate::call::CallError;
use crate::caller::Caller;
use crate::client::Client;
use crate::client::JSON;
use crate::secret::SecretValue;

/// Claims from the userinfo endpoint. `Debug` shows their names only.
#[derive(Clone)]
pub struct UserInfo(SecretValue);

/// No claims, or somebody else's.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UserInfoError {
    /// The access token is no longer honoured.
    #[error("the access token is refused")]
    Refused,
    /// The call failed.
    #[error("calling the userinfo endpoint")]
    Call(#[from] CallError),
    /// The answer is about another person than the ID token.
    #[error("the answer is about another person")]
    OtherSubject,
}

impl UserInfo {
    /// A claim that is text.
    pub fn string(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// A claim of any kind.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.0.get(name)
    }
}

impl fmt::Debug for UserInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.0.as_object().into_iter().flat_map(Map::keys)).finish()
    }
}

impl Client {
    /// Asks the org about the person. The answer is refused unless its `sub` is the ID token's.
    pub async fn userinfo(
        &self,
        caller: &Caller,
        tokens: &Tokens,
    ) -> Result<UserInfo, UserInfoError> {
        let request = self.http().get(self.config().oauth("userinfo"));
        let request = request.bearer_auth(tokens.access_token().expose());
        let received = self.call(caller, &JSON, request).await?;
        if matches!(received.status.as_u16(), 401 | 403) {
            return Err(UserInfoError::Refused);
        }
        let answer = serde_json::from_slice::<Value>(&received.body).map(SecretValue);
        let Ok(answer) = answer else { return Err(received.into_error().into()) };
        if !received.is_success() {
            return Err(received.into_error().into());
        }
        if answer.0.get("sub").and_then(Value::as_str) != Some(tokens.claims().sub()) {
            return Err(UserInfoError::OtherSubject);
        }
        Ok(UserInfo(answer))
    }
}
