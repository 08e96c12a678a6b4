//! Without the emulated org: the Okta settings are needed.

use std::convert::Infallible;

use crate::config::OrgSettings;

/// No emulated org is ever running here.
#[derive(Debug)]
pub struct LocalOrg(Infallible);

/// Starts nothing.
pub async fn start_org(_app: &str) -> anyhow::Result<Option<(OrgSettings, LocalOrg)>> {
    Ok(None)
}

impl LocalOrg {
    pub fn mailbox(&self) -> &str {
        match self.0 {}
    }

    pub fn announce(&self, _app: &str) {
        match self.0 {}
    }

    #[expect(clippy::unused_async, reason = "the debug build's twin waits for a server")]
    pub async fn stop(self) {
        match self.0 {}
    }
}
