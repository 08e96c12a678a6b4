//! The emulated org, in-process.

use std::path::PathBuf;

use anyhow::Context;
use anyhow::anyhow;
use anyhow::bail;
use local_org::RunningOrg;
use local_org::Settings;
use tokio::net::TcpListener;
use zeroize::Zeroizing;

use crate::config::OrgSettings;
use crate::config::listen;

const ADDRESS: &str = "127.0.0.1:4100";
/// Kept, so that a sign-in goes on while the server is rebuilt.
const STATE_FILE: &str = ".usher/local-org.json";

/// The emulated org of this process.
#[derive(Debug)]
pub struct LocalOrg {
    running: RunningOrg,
    mailbox: String,
}

/// Starts the emulated org and tells how to sign in against it.
pub async fn start_org(app: &str) -> anyhow::Result<Option<(OrgSettings, LocalOrg)>> {
    let address = std::env::var("USHER_LOCAL_ORG_ADDR").ok().filter(|text| !text.is_empty());
    let address = address.unwrap_or_else(|| ADDRESS.to_owned());
    let address = listen::address(&address)
        .map_err(|error| anyhow!("USHER_LOCAL_ORG_ADDR is “{address}”: {error}"))?;
    if !address.ip().is_loopback() {
        bail!(
            "USHER_LOCAL_ORG_ADDR is {address}: the emulated org hands out its emails to everybody, so it is for this machine only; write 127.0.0.1:{}",
            address.port()
        );
    }
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| anyhow!(listen::refused("USHER_LOCAL_ORG_ADDR", address, &error)))?;
    let state_file = std::env::var_os("USHER_LOCAL_ORG_STATE")
        .filter(|path| !path.is_empty())
        .map_or_else(|| STATE_FILE.into(), PathBuf::from);
    let settings = Settings { app_url: Some(format!("{app}/sign-in")), ..Settings::default() };
    let (client_id, client_secret) = settings
        .clients
        .iter()
        .find_map(|client| Some((client.id.clone(), client.secret.clone()?)))
        .context("the emulated org has no confidential client")?;
    let running = local_org::serve(listener, settings, Some(state_file.clone()))
        .await
        .with_context(|| format!("USHER_LOCAL_ORG_STATE is {}", state_file.display()))?;
    let org = OrgSettings {
        issuer: running.issuer(),
        client_id,
        client_secret: Zeroizing::new(client_secret),
    };
    let mailbox = format!("{}/", running.url());
    Ok(Some((org, LocalOrg { running, mailbox })))
}

impl LocalOrg {
    /// Where its mails can be read.
    pub fn mailbox(&self) -> &str {
        &self.mailbox
    }

    /// Tells the developer where everything is.
    #[expect(
        clippy::print_stdout,
        reason = "a greeting for a person at a terminal, not a log line"
    )]
    pub fn announce(&self, app: &str) {
        println!(
            "\n  Usher runs on an emulated Okta org, since no Okta settings are given.\n\n\
             \x20   sign in   {app}/sign-in\n\
             \x20   mailbox   {mailbox}\n\
             \x20   users     ada@example.com (email), pat@example.com (also password Correct-Horse-9)\n\
             \x20             tess@example.com (also that password and a phone), gus@example.com (also an app)\n\
             \x20             quinn@example.com (also a security question, answer okra)\n\
             \x20             locked@, suspended@ and unassigned@example.com are refused\n",
            mailbox = self.mailbox,
        );
    }

    /// Stops it.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}
