//! The server and its org, which come back after whatever happens to them.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Mutex;

use crate::browser;
use crate::org::Org;
use crate::process::Process;
use crate::process::free_port;
use crate::settings;
use crate::settings::Built;

/// A server beside an org, each at an address that it keeps.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) http: reqwest::Client,
    pub(crate) url: String,
    pub(crate) org: Org,
    pub(crate) server_log: PathBuf,
    address: String,
    org_address: String,
    folder: PathBuf,
    built: Built,
    remembers: bool,
    server: Mutex<Process>,
    org_process: Mutex<Process>,
}

impl Pair {
    /// Starts both. An org that `remembers` writes everything to a file and so outlives its process, but is slower.
    pub(crate) async fn start(built: &Built, name: &str, remembers: bool) -> anyhow::Result<Self> {
        let folder = built.folder.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("emptying {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let http = browser::http()?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let org_address = format!("127.0.0.1:{}", free_port()?);
        let (url, org_url) = (format!("http://{address}"), format!("http://{org_address}"));
        let state = remembers.then(|| folder.join("org.json"));
        let command = settings::org(&built.local_org, &org_address, state.as_deref());
        let mut org_process = Process::start(command, &folder.join("org.log"))?;
        org_process.wait_until_ready(&http, &format!("{org_url}/_local/clock")).await?;
        let server_log = folder.join("server.log");
        let command = settings::server(
            &built.server,
            &built.site,
            &address,
            &format!("{org_url}/oauth2/default"),
            &folder.join("sessions.sqlite3"),
        );
        let mut server = Process::start(command, &server_log)?;
        server.wait_until_ready(&http, &format!("{url}/readyz")).await?;
        Ok(Self {
            org: Org::at(&http, &org_url),
            http,
            url,
            server_log,
            address,
            org_address,
            folder,
            built: built.clone(),
            remembers,
            server: Mutex::new(server),
            org_process: Mutex::new(org_process),
        })
    }

    /// `kill -9` of the server, and a new one on the same store and address.
    pub(crate) async fn kill_server(&self) -> anyhow::Result<()> {
        let mut server = self.server.lock().await;
        server.kill()?;
        self.start_server(&mut server).await
    }

    /// SIGTERM to the server, and a new one; how long the old one took to end.
    pub(crate) async fn replace_server(&self) -> anyhow::Result<Duration> {
        let mut server = self.server.lock().await;
        let took = server.stop().await?;
        self.start_server(&mut server).await?;
        Ok(took)
    }

    /// SIGTERM to the server, and another build of it in its place.
    pub(crate) async fn deploy(&self, program: PathBuf, site: PathBuf) -> anyhow::Result<()> {
        let mut server = self.server.lock().await;
        server.stop().await?;
        let built = Built { server: program, site, ..self.built.clone() };
        self.start_build(&built, &mut server).await
    }

    async fn start_server(&self, server: &mut Process) -> anyhow::Result<()> {
        self.start_build(&self.built, server).await
    }

    async fn start_build(&self, built: &Built, server: &mut Process) -> anyhow::Result<()> {
        let command = settings::server(
            &built.server,
            &built.site,
            &self.address,
            &format!("{}/oauth2/default", self.org.url()),
            &self.folder.join("sessions.sqlite3"),
        );
        *server = Process::start(command, &self.server_log)?;
        server.wait_until_ready(&self.http, &format!("{}/readyz", self.url)).await?;
        Ok(())
    }

    /// `kill -9` of an org that remembers, and the same org again.
    pub(crate) async fn kill_org(&self) -> anyhow::Result<()> {
        anyhow::ensure!(self.remembers, "this org would forget everything");
        let mut org = self.org_process.lock().await;
        org.kill()?;
        let state = self.folder.join("org.json");
        let command = settings::org(&self.built.local_org, &self.org_address, Some(&state));
        *org = Process::start(command, &self.folder.join("org.log"))?;
        org.wait_until_ready(&self.http, &format!("{}/_local/clock", self.org.url())).await
    }

    /// Memory of the server in MiB, now and at its most.
    pub(crate) async fn memory(&self) -> Option<(u64, u64)> {
        self.server.lock().await.memory()
    }

    /// What the server has logged, over all its lives.
    pub(crate) fn log(&self) -> anyhow::Result<String> {
        let bytes = fs::read(&self.server_log).context("reading the server's log")?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
