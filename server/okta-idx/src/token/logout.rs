//! The address that ends a browser's session at the org.

use url::Url;

use crate::client::Client;
use crate::secret::IdToken;

impl Client {
    /// Returns the logout address (`OpenID` Connect RP-Initiated Logout section 2). It contains the
    /// ID token: redirect to it, do not log it.
    ///
    /// Needed only if the browser has visited the org, for example for an external identity
    /// provider.
    pub fn logout_url(
        &self,
        id_token_hint: &IdToken,
        post_logout_redirect_uri: Option<&str>,
        state: Option<&str>,
    ) -> Url {
        let mut url = self.config().logout();
        let pairs = [
            ("id_token_hint", Some(id_token_hint.expose())),
            ("post_logout_redirect_uri", post_logout_redirect_uri),
            ("state", state),
        ];
        let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
        url.query_pairs_mut().extend_pairs(pairs);
        url
    }
}
