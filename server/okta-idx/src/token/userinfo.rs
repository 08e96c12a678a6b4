//! The org's current claims about a user (`OpenID` Connect Core section 5.3).

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

/// No claims, or claims about another user.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UserInfoError {
    /// The org rejects the access token.
    #[error("the access token is refused")]
    Refused,
    /// The call failed.
    #[error("calling the userinfo endpoint")]
    Call(#[from] CallError),
    /// The response is about another user than the ID token.
    #[error("the answer is about another person")]
    OtherSubject,
}

impl UserInfo {
    /// Returns a claim that is text.
    pub fn string(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// Returns a claim of any type.
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
    /// Fetches the claims. The response is rejected unless its `sub` is the ID token's.
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
