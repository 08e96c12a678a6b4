//! Measures the response times of ordinary clients while many slow clients are connected.
//!
//! `cargo run --release -p server --no-default-features --example slow_clients -- --clients 5000`
//!
//! Starts the server in this process and times requests for the sign-in page. Then it opens slow
//! connections of four kinds: silent, with slow headers, with a slow body, and with a slowly read
//! response. Each is kept open as long as the server allows it and then replaced, while the same
//! requests are timed again. Prints one JSON line.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(clippy::expect_used, reason = "a figure that cannot be taken is no figure")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use clap::Parser;
use server::config::OrgSettings;
use server::config::Settings;
use server::environment::Environment;
use server::routes;
use server::serve;
use server::start;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::runtime::Runtime;
use zeroize::Zeroizing;

/// Measures response times beside slow clients.
#[derive(Parser)]
struct Options {
    /// The number of concurrent slow connections. Each uses two file handles, one at each end.
    #[arg(long, default_value_t = 5000)]
    clients: usize,
    /// The number of timed requests, before and during.
    #[arg(long, default_value_t = 1000)]
    requests: usize,
    /// Timed requests per second.
    #[arg(long, default_value_t = 100)]
    rate: u64,
    /// Milliseconds between two bytes of a slow client.
    #[arg(long, default_value_t = 1000)]
    pause: u64,
}

fn main() {
    let options = Options::parse();
    // Each side has its own threads, because queues of the slow clients must not affect the
    // measurement.
    let serving = runtime();
    let address = serving.block_on(serve_here(serving.handle()));
    let (slow, timed) = (runtime(), runtime());
    timed.block_on(measure(options, address, slow.handle()));
}

fn runtime() -> Runtime {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("the runtime starts")
}

async fn measure(options: Options, address: SocketAddr, slow: &Handle) {
    // The first requests warm up the server.
    time(address, options.requests / 4, options.rate).await;
    let before = time(address, options.requests, options.rate).await;
    let open = Arc::new(AtomicUsize::new(0));
    for number in 0..options.clients {
        let (open, pause) = (Arc::clone(&open), Duration::from_millis(options.pause));
        // Connections open at different times, so that the server closes them at different times.
        let turn = Duration::from_secs(5) * u32::try_from(number).unwrap_or(0)
            / u32::try_from(options.clients).unwrap_or(1);
        slow.spawn(async move {
            tokio::time::sleep(turn).await;
            loop {
                // The server closes the connection at some time; then another one replaces it.
                let _ = be_slow(number, address, pause, &open).await;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
    }
    let deadline = Instant::now() + Duration::from_secs(20);
    while open.load(Ordering::Relaxed) < options.clients * 9 / 10 && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let at_start = open.load(Ordering::Relaxed);
    let during = time(address, options.requests, options.rate).await;
    let at_end = open.load(Ordering::Relaxed);
    println!(
        "{}",
        serde_json::json!({
            "slow_clients": options.clients,
            "open_at_start": at_start,
            "open_at_end": at_end,
            "requests": options.requests,
            "errors": before.errors + during.errors,
            "p50_ms": { "before": before.percentile(50), "during": during.percentile(50) },
            "p99_ms": { "before": before.percentile(99), "during": during.percentile(99) },
            "p99_ratio": during.percentile(99) / before.percentile(99),
        })
    );
}

async fn serve_here(serving: &Handle) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let origin = format!("http://{address}");
    let settings = Settings::parse_from([
        "server",
        "--session-store=memory",
        "--session-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        // All clients share one address here, so the usual rate limits would refuse them.
        "--limit-factor=1000",
        "--public-origin",
        &origin,
    ]);
    let org = OrgSettings {
        issuer: "http://127.0.0.1:9/oauth2/default".to_owned(),
        client_id: "nobody".to_owned(),
        client_secret: Zeroizing::new("nobody-asks-for-it".to_owned()),
    };
    let environment = Environment::of_machine();
    let public = settings.public_origin.clone().expect("given above");
    let state =
        start::state(&settings, &public, &org, None, environment).expect("the server starts");
    let state = Arc::new(state);
    let stopping = state.stopping.clone();
    let router = routes::router(&state);
    serving.spawn(async move {
        serve::serve(listener, router, state.limits, stopping).await;
    });
    address
}

/// Keeps one slow connection open until the server closes it.
async fn be_slow(
    number: usize,
    server: SocketAddr,
    pause: Duration,
    open: &AtomicUsize,
) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(server).await?;
    open.fetch_add(1, Ordering::Relaxed);
    let end = drip(number, &mut stream, pause).await;
    open.fetch_sub(1, Ordering::Relaxed);
    end
}

/// Four pipelined requests, whose responses are read at 64 bytes a second.
const FOUR: &str = "GET /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nGET /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n\
                    GET /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nGET /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";

async fn drip(number: usize, stream: &mut TcpStream, pause: Duration) -> std::io::Result<()> {
    let (start, more) = match number % 4 {
        0 => ("", ""),
        1 => ("GET /sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\n", "x"),
        2 => (
            "POST /api/sign-in/submit HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 9999\r\n\r\n",
            "x",
        ),
        _ => (FOUR, ""),
    };
    stream.write_all(start.as_bytes()).await?;
    let mut piece = [0; 64];
    loop {
        tokio::time::sleep(pause).await;
        stream.write_all(more.as_bytes()).await?;
        let read = tokio::time::timeout(Duration::from_millis(1), stream.read(&mut piece)).await;
        if matches!(read, Ok(Ok(0))) {
            return Ok(());
        }
    }
}

/// The response times of requests.
struct Timed {
    micros: Vec<u128>,
    errors: usize,
}

impl Timed {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds for people")]
    fn percentile(&self, percent: usize) -> f64 {
        let place = (self.micros.len() * percent / 100).min(self.micros.len().saturating_sub(1));
        self.micros.get(place).map_or(f64::NAN, |micros| *micros as f64 / 1000.0)
    }
}

/// Times requests of four ordinary clients.
async fn time(address: SocketAddr, requests: usize, rate: u64) -> Timed {
    let clients = (0..4).map(|_| {
        tokio::spawn(async move {
            let http = okta_idx::http_client().expect("a client");
            let (mut micros, mut errors) = (Vec::new(), 0);
            let mut beat = tokio::time::interval(Duration::from_micros(4_000_000 / rate.max(1)));
            for _ in 0..requests / 4 {
                beat.tick().await;
                let start = Instant::now();
                let answer = http.get(format!("http://{address}/sign-in")).send().await;
                let whole = match answer {
                    Ok(answer) if answer.status().is_success() => answer.bytes().await.is_ok(),
                    _ => false,
                };
                errors += usize::from(!whole);
                micros.push(start.elapsed().as_micros());
            }
            (micros, errors)
        })
    });
    let mut all = Timed { micros: Vec::new(), errors: 0 };
    for client in clients.collect::<Vec<_>>() {
        let (micros, errors) = client.await.expect("a client ends");
        all.micros.extend(micros);
        all.errors += errors;
    }
    all.micros.sort_unstable();
    all
}
