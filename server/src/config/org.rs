//! The settings that say which org to sign in against.

use super::Settings;
use super::secret;

/// The org to sign in against.
pub struct OrgSettings {
    /// The issuer.
    pub issuer: String,
    /// The client id.
    pub client_id: String,
    /// The client secret.
    pub client_secret: zeroize::Zeroizing<String>,
}

impl OrgSettings {
    /// Reads the Okta settings; `Ok(None)` if there are none at all.
    pub fn from(settings: &Settings) -> Result<Option<Self>, secret::SecretError> {
        let client_secret = secret::from_value_or_file(
            "OKTA_CLIENT_SECRET",
            settings.okta_client_secret.as_deref(),
            settings.okta_client_secret_file.as_deref(),
        )?;
        match (&settings.okta_issuer, &settings.okta_client_id, client_secret) {
            (None, None, None) => Ok(None),
            (Some(issuer), Some(client_id), Some(client_secret)) => {
                secret::strong_enough("OKTA_CLIENT_SECRET", &client_secret, issuer)?;
                let (issuer, client_id) = (issuer.clone(), client_id.clone());
                Ok(Some(Self { issuer, client_id, client_secret }))
            }
            (issuer, client_id, secret) => {
                let all = [
                    ("OKTA_ISSUER", issuer.is_some()),
                    ("OKTA_CLIENT_ID", client_id.is_some()),
                    ("OKTA_CLIENT_SECRET (or OKTA_CLIENT_SECRET_FILE)", secret.is_some()),
                ];
                let missing = all.iter().filter(|(_, set)| !set).map(|(name, _)| *name);
                let missing = missing.collect::<Vec<_>>().join(" and ");
                Err(secret::SecretError::Incomplete { missing })
            }
        }
    }
}

impl std::fmt::Debug for OrgSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OrgSettings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// What to say when the Okta settings are missing.
pub const MISSING_ORG: &str = "\
Usher does not know which Okta org to sign people in against. Set these variables:

  OKTA_ISSUER         the issuer, such as https://example.okta.com/oauth2/default
                      (Okta admin console: Security > API > Authorization Servers > Issuer URI)
  OKTA_CLIENT_ID      the client ID of the application
                      (Applications > your application > General > Client Credentials)
  OKTA_CLIENT_SECRET  its client secret, on the same page; or OKTA_CLIENT_SECRET_FILE with the path of a file
  USHER_PUBLIC_ORIGIN the address that people type, such as https://app.example.com
                      (register it with /login/callback behind it as a sign-in redirect URI)
  USHER_SESSION_KEY   32 random bytes in base64: openssl rand -base64 32

A debug build without Okta settings starts an emulated org by itself.";
