//! The server and its org, which are started again after each fault.

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

/// How long a server may go on where the balancer must notice first that it stops.
const DRAIN_SECONDS: &str = "1";

/// A server beside an org, each at an address that it keeps; or two servers on one session file behind a balancer.
#[derive(Debug)]
pub(crate) struct System {
    pub(crate) http: reqwest::Client,
    pub(crate) url: String,
    pub(crate) org: Org,
    folder: PathBuf,
    nodes: Vec<Node>,
    /// How often a node was replaced: each in its turn.
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
    /// Starts both. An org that `remembers` writes everything to a file and so outlives its process, but is slower.
    pub(crate) async fn start(built: &Built, name: &str, remembers: bool) -> anyhow::Result<Self> {
        Self::start_nodes(built, name, remembers, 1).await
    }

    /// Starts two servers on one session file, an org, and a balancer that sends each request to either of the servers.
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

    /// Whether another server goes on when one is killed.
    pub(crate) fn has_two(&self) -> bool {
        self.balancer.is_some()
    }

    /// `kill -9` of the server, and a new one on the same store and address; of two the first, which stays dead.
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

    /// Starts the one of two that was killed.
    pub(crate) async fn revive(&self) -> anyhow::Result<()> {
        if self.has_two() {
            let server = self.start_server(&self.nodes[0].settings).await?;
            *self.nodes[0].server.lock().await = Some(server);
        }
        Ok(())
    }

    /// SIGTERM to the server, of two to each in its turn, and a new one; how long the old one took to end.
    pub(crate) async fn replace_server(&self) -> anyhow::Result<Duration> {
        let turn = self.replaced.fetch_add(1, Ordering::Relaxed);
        let node = &self.nodes[turn % self.nodes.len()];
        self.replace(node, &node.settings).await
    }

    /// SIGTERM to the server, and another build of it in its place.
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

    /// `kill -9` of an org that remembers, and the same org again.
    pub(crate) async fn kill_org(&self) -> anyhow::Result<()> {
        anyhow::ensure!(self.org_settings.state.is_some(), "this org would forget everything");
        let mut org = self.org_process.lock().await;
        org.kill()?;
        *org = start_org(&self.org_settings, &self.folder).await?;
        Ok(())
    }

    /// Fills the disk under the server, or makes room again; `false` where this system cannot.
    pub(crate) async fn fill_disk(&self, full: bool) -> bool {
        self.first(|server| Some(server.fill_disk(full))).await.unwrap_or_default()
    }

    /// Memory of the server.
    pub(crate) async fn memory(&self) -> Option<Memory> {
        self.first(Process::memory).await
    }

    /// Threads and open handles of the server.
    pub(crate) async fn load(&self) -> Option<Load> {
        self.first(Process::load).await
    }

    async fn first<T>(&self, look: impl Fn(&Process) -> Option<T>) -> Option<T> {
        self.nodes[0].server.lock().await.as_ref().and_then(look)
    }

    fn server_log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// What the servers have logged, over all their lives.
    pub(crate) fn log(&self) -> anyhow::Result<String> {
        let bytes = fs::read(self.server_log()).context("reading the server's log")?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

async fn start_org(settings: &OrgSettings, folder: &std::path::Path) -> anyhow::Result<Process> {
    let (settings, log) = (settings.clone(), folder.join("org.log"));
    spawn_blocking(move || settings.start(&log)).await?
}
