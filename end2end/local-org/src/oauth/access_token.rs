//! Access tokens: JWTs from a custom authorization server, opaque ones from the org's own.

use aws_lc_rs::error::Unspecified;
use serde_json::json;

use super::AuthorizationServer;
use super::jwt::Unsigned;
use crate::protocol::AccessToken;
use crate::state::State;
use crate::state::grants::Grant;
use crate::timestamp::Timestamp;

/// Makes an access token for `grant`, good for `life` seconds.
pub(super) fn issue(
    org_url: &str,
    state: &mut State,
    now: Timestamp,
    life: i64,
    grant: &Grant,
) -> Result<AccessToken, Unspecified> {
    if grant.server == AuthorizationServer::Org {
        return Ok(AccessToken::new(state.random.secret(64)));
    }
    let suffix = if grant.scopes.iter().any(|scope| scope == "offline_access") {
        format!(".oar{}", state.random.text(17))
    } else {
        String::new()
    };
    let issued_at = now.unix_seconds();
    let claims = json!({
        "ver": 1,
        "jti": format!("AT.{}{suffix}", state.random.secret(43)),
        "iss": grant.server.issuer(org_url),
        "aud": "api://default",
        "iat": issued_at,
        "exp": issued_at + life,
        "cid": grant.client,
        "uid": grant.user,
        "scp": grant.scopes,
        "auth_time": grant.auth_time.unix_seconds(),
        "sub": state.users.get(&grant.user).map(|user| user.login.clone()),
    });
    let key = state.keys.active();
    Unsigned::new(key, claims).signed(key).map(AccessToken::new)
}
