//! A load balancer for two nodes, without stickiness, that checks `/readyz`.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;
use tokio::io::copy_bidirectional;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::random;

/// The interval between readiness checks; a node that was asked to stop keeps serving for longer.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug)]
struct Node {
    address: String,
    ready: AtomicBool,
}

/// Forwards each connection to a ready node chosen at random; stops when its guard is dropped.
#[derive(Debug)]
pub(crate) struct Balancer {
    _at_work: JoinSet<()>,
}

impl Balancer {
    /// Listens on `address` and forwards to `nodes`.
    pub(crate) async fn start(address: &str, nodes: &[String]) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address).await.context("starting the balancer")?;
        let node = |address: &String| {
            Arc::new(Node { address: address.clone(), ready: AtomicBool::new(true) })
        };
        let nodes: Arc<[Arc<Node>]> = nodes.iter().map(node).collect();
        let mut at_work = JoinSet::new();
        let http = crate::browser::http_without_pool()?;
        for node in nodes.iter() {
            at_work.spawn(watch(http.clone(), Arc::clone(node)));
        }
        at_work.spawn(accept(listener, nodes));
        Ok(Self { _at_work: at_work })
    }
}

async fn watch(http: reqwest::Client, node: Arc<Node>) {
    loop {
        let url = format!("http://{}/readyz", node.address);
        let answer = http.get(url).timeout(PATIENCE).send().await;
        let ready = answer.is_ok_and(|answer| answer.status().is_success());
        node.ready.store(ready, Ordering::Relaxed);
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn accept(listener: TcpListener, nodes: Arc<[Arc<Node>]>) {
    let random = Mutex::new(random::of(0, 0));
    loop {
        let Ok((visitor, _)) = listener.accept().await else { continue };
        let first = random.lock().unwrap_or_else(PoisonError::into_inner).usize(..nodes.len());
        tokio::spawn(carry(visitor, Arc::clone(&nodes), first));
    }
}

/// Forwards a connection to the `first` node, or to another one if that is not ready or refuses.
async fn carry(mut visitor: TcpStream, nodes: Arc<[Arc<Node>]>, first: usize) {
    let mut order: Vec<&Arc<Node>> = nodes.iter().cycle().skip(first).take(nodes.len()).collect();
    order.sort_by_key(|node| !node.ready.load(Ordering::Relaxed));
    for node in order {
        if let Ok(mut stream) = TcpStream::connect(&node.address).await {
            let _ = (visitor.set_nodelay(true), stream.set_nodelay(true));
            // Either end may close the connection.
            let _ = copy_bidirectional(&mut visitor, &mut stream).await;
            return;
        }
    }
}
