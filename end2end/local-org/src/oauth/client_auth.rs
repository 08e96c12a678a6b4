//! Who is calling: client authentication by Basic or in the body (RFC 6749 section 2.3).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use http::HeaderMap;
use http::StatusCode;
use http::header;

use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::http::params::basic_credentials;
use crate::settings::ClientSettings;
use crate::settings::Settings;

/// The app that makes this call, once it has shown its secret (if it has one).
pub(super) fn authenticate<'a>(
    settings: &'a Settings,
    headers: &HeaderMap,
    params: &Params,
) -> Result<&'a ClientSettings, Answer> {
    let (id, secret) = match basic_credentials(headers) {
        Some(credentials) => credentials,
        None => (
            params.get("client_id").unwrap_or_default().to_owned(),
            params.get("client_secret").map(str::to_owned),
        ),
    };
    if id.is_empty() {
        return Err(invalid("A client_id must be provided in the request."));
    }
    let Some(client) = settings.client(&id) else {
        return Err(invalid("Invalid value for 'client_id' parameter."));
    };
    let shown = secret.unwrap_or_default();
    match &client.secret {
        Some(expected)
            if verify_slices_are_equal(expected.as_bytes(), shown.as_bytes()).is_ok() =>
        {
            Ok(client)
        }
        Some(_) => Err(invalid("The client secret supplied for a confidential client is invalid.")),
        None if shown.is_empty() => Ok(client),
        None => Err(invalid("A public client has no secret to show.")),
    }
}

fn invalid(description: &str) -> Answer {
    Answer::oauth_error(StatusCode::UNAUTHORIZED, "invalid_client", description)
        .header(header::WWW_AUTHENTICATE, "Basic realm=\"local org\"")
}
