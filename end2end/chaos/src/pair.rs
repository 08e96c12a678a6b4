//! The server and its org, which come back after whatever happens to them.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Mutex;

use crate::balancer::Balancer;
use crate::browser;
use crate::org::Org;
use crate::process::Process;
use crate::process::free_port;
use crate::settings;
use crate::settings::Built;

/// A server beside an org, each at an address that it keeps; or two servers on one session file behind a balancer.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) http: reqwest::Client,
    pub(crate) url: String,
    pub(crate) org: Org,
    pub(crate) server_log: PathBuf,
    org_address: String,
    folder: PathBuf,
    built: Built,
    remembers: bool,
    nodes: Vec<Node>,
    /// How often a node was replaced: each in its turn.
    replaced: AtomicUsize,
    org_process: Mutex<Process>,
    balancer: Option<Balancer>,
}

#[derive(Debug)]
struct Node {
    address: String,
    server: Mutex<Process>,
}

impl Pair {
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
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("emptying {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let http = if count > 1 { browser::http_without_pool() } else { browser::http() }?;
        let local = || anyhow::Ok(format!("127.0.0.1:{}", free_port()?));
        let addresses = (0..count).map(|_| local()).collect::<anyhow::Result<Vec<_>>>()?;
        let front = if count > 1 { local()? } else { addresses[0].clone() };
        let org_address = local()?;
        let org_url = format!("http://{org_address}");
        let state = remembers.then(|| folder.join("org.json"));
        let command = settings::org(&built.local_org, &org_address, state.as_deref());
        let mut org_process = Process::start(command, &folder.join("org.log"))?;
        org_process.wait_until_ready(&http, &format!("{org_url}/_local/clock")).await?;
        let mut pair = Self {
            org: Org::at(&http, &org_url),
            http,
            url: format!("http://{front}"),
            server_log: folder.join("server.log"),
            org_address,
            folder,
            built: built.clone(),
            remembers,
            nodes: Vec::new(),
            replaced: AtomicUsize::new(0),
            org_process: Mutex::new(org_process),
            balancer: None,
        };
        if count > 1 {
            pair.balancer = Some(Balancer::start(&front, &addresses).await?);
        }
        for address in addresses {
            let server = Mutex::new(pair.start_build(built, &address).await?);
            pair.nodes.push(Node { address, server });
        }
        Ok(pair)
    }

    /// Whether another server goes on when one is killed.
    pub(crate) fn has_two(&self) -> bool {
        self.balancer.is_some()
    }

    /// `kill -9` of the server, and a new one on the same store and address; of two the first, which stays dead.
    pub(crate) async fn kill_server(&self) -> anyhow::Result<()> {
        let mut server = self.nodes[0].server.lock().await;
        server.kill()?;
        if !self.has_two() {
            *server = self.start_server(&self.nodes[0]).await?;
        }
        Ok(())
    }

    /// Starts the one of two that was killed.
    pub(crate) async fn revive(&self) -> anyhow::Result<()> {
        if self.has_two() {
            *self.nodes[0].server.lock().await = self.start_server(&self.nodes[0]).await?;
        }
        Ok(())
    }

    /// SIGTERM to the server, of two to each in its turn, and a new one; how long the old one took to end.
    pub(crate) async fn replace_server(&self) -> anyhow::Result<Duration> {
        let turn = self.replaced.fetch_add(1, Ordering::Relaxed);
        let node = &self.nodes[turn % self.nodes.len()];
        let mut server = node.server.lock().await;
        let took = server.stop().await?;
        *server = self.start_server(node).await?;
        Ok(took)
    }

    /// SIGTERM to the server, and another build of it in its place.
    pub(crate) async fn deploy(&self, program: PathBuf, site: PathBuf) -> anyhow::Result<()> {
        let node = &self.nodes[0];
        let mut server = node.server.lock().await;
        server.stop().await?;
        let built = Built { server: program, site, ..self.built.clone() };
        *server = self.start_build(&built, &node.address).await?;
        Ok(())
    }

    async fn start_server(&self, node: &Node) -> anyhow::Result<Process> {
        self.start_build(&self.built, &node.address).await
    }

    async fn start_build(&self, built: &Built, address: &str) -> anyhow::Result<Process> {
        let mut command = settings::server(
            &built.server,
            &built.site,
            address,
            &self.url,
            &format!("{}/oauth2/default", self.org.url()),
            &self.folder.join("sessions.sqlite3"),
        );
        if self.has_two() {
            // Longer than the balancer takes to notice.
            command.env("USHER_DRAIN_SECONDS", "1");
        }
        let mut server = Process::start(command, &self.server_log)?;
        server.wait_until_ready(&self.http, &format!("http://{address}/readyz")).await?;
        Ok(server)
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

    /// Fills the disk under the server, or makes room again; `false` where this system cannot.
    pub(crate) async fn fill_disk(&self, full: bool) -> bool {
        self.nodes[0].server.lock().await.fill_disk(full)
    }

    /// Memory of the server in MiB, now and at its most.
    pub(crate) async fn memory(&self) -> Option<(u64, u64)> {
        self.nodes[0].server.lock().await.memory()
    }

    /// Threads and open handles of the server.
    pub(crate) async fn load(&self) -> Option<(u64, usize)> {
        self.nodes[0].server.lock().await.load()
    }

    /// What the servers have logged, over all their lives.
    pub(crate) fn log(&self) -> anyhow::Result<String> {
        let bytes = fs::read(&self.server_log).context("reading the server's log")?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
