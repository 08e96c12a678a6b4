//! The server and its org, both restarted after each fault.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;
use harness::Build;
use harness::Load;
use harness::Memory;
use harness::OrgSettings;
use harness::Process;
use harness::ServerSettings;
use harness::free_address;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::balancer::Balancer;
use crate::browser;
use crate::org::Org;
use crate::settings;
use crate::settings::Built;

/// The drain time of a server behind the balancer, which must first notice the stop.
const DRAIN_SECONDS: &str = "1";

/// A server and an org at fixed addresses; or two servers with one session file behind a balancer.
#[derive(Debug)]
pub(crate) struct System {
    pub(crate) http: reqwest::Client,
    pub(crate) url: String,
    pub(crate) org: Org,
    folder: PathBuf,
    nodes: Vec<Node>,
    /// How often a node was replaced; the nodes take turns.
    replaced: AtomicUsize,
    org_settings: OrgSettings,
    org_process: Mutex<Process>,
    balancer: Option<Balancer>,
}

#[derive(Debug)]
struct Node {
    settings: ServerSettings,
    server: Mutex<Option<Process>>,
}

impl System {
    /// Starts both. An org that `remembers` saves everything to a file and survives a kill, but is
    /// slower.
    pub(crate) async fn start(built: &Built, name: &str, remembers: bool) -> anyhow::Result<Self> {
        Self::start_nodes(built, name, remembers, 1).await
    }

    /// Starts two servers with one session file, an org, and a balancer that chooses a server at
    /// random.
    pub(crate) async fn start_two(built: &Built, name: &str) -> anyhow::Result<Self> {
        Self::start_nodes(built, name, false, 2).await
    }

    async fn start_nodes(
        built: &Built,
        name: &str,
        remembers: bool,
        count: usize,
    ) -> anyhow::Result<Self> {
        let folder = built.folder.join(name);
        harness::fresh_folder(&folder)?;
        let org_settings = OrgSettings {
            program: built.build.local_org.clone(),
            address: free_address()?,
            state: remembers.then(|| folder.join("org.json")),
        };
        let org_process = start_org(&org_settings, &folder).await?;
        let addresses = (0..count).map(|_| free_address()).collect::<anyhow::Result<Vec<_>>>()?;
        let (http, balancer, front) = if count > 1 {
            let front = free_address()?;
            let balancer = Balancer::start(&front, &addresses).await?;
            (browser::http_without_pool()?, Some(balancer), front)
        } else {
            (browser::http()?, None, addresses[0].clone())
        };
        let url = format!("http://{front}");
        let mut nodes = Vec::new();
        for address in &addresses {
            let mut settings =
                settings::server(&built.build, address, &org_settings.issuer(), &folder);
            settings.origin.clone_from(&url);
            if balancer.is_some() {
                settings = settings.with("USHER_DRAIN_SECONDS", DRAIN_SECONDS);
            }
            let server = settings::start(settings.clone(), folder.join("server.log")).await?;
            nodes.push(Node { settings, server: Mutex::new(Some(server)) });
        }
        Ok(Self {
            org: Org::at(&http, &org_settings.url()),
            http,
            url,
            folder,
            nodes,
            replaced: AtomicUsize::new(0),
            org_settings,
            org_process: Mutex::new(org_process),
            balancer,
        })
    }

    /// Whether a second server keeps running when one is killed.
    pub(crate) fn has_two(&self) -> bool {
        self.balancer.is_some()
    }

    /// Kills the server (`kill -9`) and starts a new one; with two, kills the first and leaves it
    /// down.
    pub(crate) async fn kill_server(&self) -> anyhow::Result<()> {
        let mut server = self.nodes[0].server.lock().await;
        if let Some(mut killed) = server.take() {
            killed.kill()?;
        }
        if !self.has_two() {
            *server = Some(self.start_server(&self.nodes[0].settings).await?);
        }
        Ok(())
    }

    /// Restarts the killed one of two servers.
    pub(crate) async fn revive(&self) -> anyhow::Result<()> {
        if self.has_two() {
            let server = self.start_server(&self.nodes[0].settings).await?;
            *self.nodes[0].server.lock().await = Some(server);
        }
        Ok(())
    }

    /// Replaces the server after SIGTERM, with two each in turn; returns how long the old one took
    /// to end.
    pub(crate) async fn replace_server(&self) -> anyhow::Result<Duration> {
        let turn = self.replaced.fetch_add(1, Ordering::Relaxed);
        let node = &self.nodes[turn % self.nodes.len()];
        self.replace(node, &node.settings).await
    }

    /// Replaces the server with another build after SIGTERM.
    pub(crate) async fn deploy(&self, build: &Build) -> anyhow::Result<()> {
        let node = &self.nodes[0];
        let mut settings = node.settings.clone();
        settings.program.clone_from(&build.server);
        settings.site.clone_from(&build.site);
        self.replace(node, &settings).await.map(drop)
    }

    async fn replace(&self, node: &Node, by: &ServerSettings) -> anyhow::Result<Duration> {
        let mut server = node.server.lock().await;
        let old = server.take().context("the server to replace is dead")?;
        let took = spawn_blocking(move || old.stop()).await??;
        *server = Some(self.start_server(by).await?);
        Ok(took)
    }

    async fn start_server(&self, settings: &ServerSettings) -> anyhow::Result<Process> {
        settings::start(settings.clone(), self.server_log()).await
    }

    /// Kills an org that remembers (`kill -9`), and restarts it.
    pub(crate) async fn kill_org(&self) -> anyhow::Result<()> {
        anyhow::ensure!(self.org_settings.state.is_some(), "this org would forget everything");
        let mut org = self.org_process.lock().await;
        org.kill()?;
        *org = start_org(&self.org_settings, &self.folder).await?;
        Ok(())
    }

    /// Fills the server's disk or frees it; returns `false` if the system does not support this.
    pub(crate) async fn fill_disk(&self, full: bool) -> bool {
        self.first(|server| Some(server.fill_disk(full))).await.unwrap_or_default()
    }

    /// Returns the memory use of the server.
    pub(crate) async fn memory(&self) -> Option<Memory> {
        self.first(Process::memory).await
    }

    /// Returns the threads and open handles of the server.
    pub(crate) async fn load(&self) -> Option<Load> {
        self.first(Process::load).await
    }

    async fn first<T>(&self, look: impl Fn(&Process) -> Option<T>) -> Option<T> {
        self.nodes[0].server.lock().await.as_ref().and_then(look)
    }

    fn server_log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// Returns the log of all servers, across restarts.
    pub(crate) fn log(&self) -> anyhow::Result<String> {
        let bytes = fs::read(self.server_log()).context("reading the server's log")?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

async fn start_org(settings: &OrgSettings, folder: &std::path::Path) -> anyhow::Result<Process> {
    let (settings, log) = (settings.clone(), folder.join("org.log"));
    spawn_blocking(move || settings.start(&log)).await?
}
