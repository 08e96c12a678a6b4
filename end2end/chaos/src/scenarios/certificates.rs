//! K30: an org whose certificate has expired, names another host, or has an unknown issuer.

use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use anyhow::Context;
use rcgen::BasicConstraints;
use rcgen::CertificateParams;
use rcgen::IsCa;
use rcgen::Issuer;
use rcgen::KeyPair;
use rcgen::date_time_ymd;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::Stream;
use rustls::pki_types::PrivateKeyDer;

use super::unreachable::attempt;
use super::unreachable::told;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::settings::Built;

/// The flaw of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    None,
    Expired,
    AnotherName,
    UnknownIssuer,
}

const FLAWS: [(Flaw, &str); 4] = [
    (Flaw::None, "a good certificate, for comparison"),
    (Flaw::Expired, "a certificate that has expired"),
    (Flaw::AnotherName, "a certificate for another name"),
    (Flaw::UnknownIssuer, "a certificate that nobody vouches for"),
];

/// A certificate authority of this run.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// Attempts a sign-in against each org; requests may reach only the one with a valid certificate.
/// Shows: K30
pub(crate) async fn run(built: &Built, ledger: &Arc<Ledger>) -> anyhow::Result<()> {
    let (trusted, stranger) = (authority()?, authority()?);
    let file = built.folder.join("trusted.pem");
    let file = file.to_str().context("a folder whose name is no text")?;
    std::fs::write(file, &trusted.pem).context("writing the certificate to trust")?;
    let mut lines = Vec::new();
    for (number, (flaw, words)) in FLAWS.into_iter().enumerate() {
        let by = if flaw == Flaw::UnknownIssuer { &stranger } else { &trusted };
        let requests = Arc::new(AtomicU64::new(0));
        let port = listen(config(flaw, by)?, Arc::clone(&requests))?;
        let issuer = format!("https://localhost:{port}/oauth2/default");
        let name = format!("certificate-{number}");
        let took = attempt(built, &name, &issuer, &[("SSL_CERT_FILE", file)]).await;
        let heard = requests.load(Ordering::SeqCst);
        let log = read_log(&built.folder.join(&name))?;
        if flaw == Flaw::None && heard == 0 {
            ledger.never(Never::Unproven, "K30", "not even a good certificate is believed");
        }
        if flaw != Flaw::None && heard > 0 {
            ledger.never(Never::Plaintext, "the server", format!("spoke to an org with {words}"));
        }
        if flaw != Flaw::None && !log.contains("certificate") {
            ledger.never(Never::Unproven, "K30", format!("the log says nothing of {words}"));
        }
        lines.push(format!("{}, {heard} requests", told(ledger, words, took)));
    }
    ledger.section("K30: certificates of the org", lines.join("\n"));
    Ok(())
}

fn authority() -> anyhow::Result<Authority> {
    let key = KeyPair::generate().context("making a key")?;
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = params.self_signed(&key).context("signing a certificate")?.pem();
    Ok(Authority { issuer: Issuer::new(params, key), pem })
}

fn config(flaw: Flaw, by: &Authority) -> anyhow::Result<ServerConfig> {
    let name = if flaw == Flaw::AnotherName { "okta.example" } else { "localhost" };
    let mut params = CertificateParams::new([name.to_owned()]).context("naming an org")?;
    if flaw == Flaw::Expired {
        params.not_after = date_time_ymd(2020, 1, 1);
    }
    let key = KeyPair::generate().context("making a key")?;
    let certificate = params.signed_by(&key, &by.issuer).context("signing a certificate")?;
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .context("setting up TLS")
}

/// Listens on loopback and counts the clients that send a request; none gets a response.
fn listen(config: ServerConfig, requests: Arc<AtomicU64>) -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("listening")?;
    let port = listener.local_addr().context("reading the port")?.port();
    let config = Arc::new(config);
    std::thread::spawn(move || {
        for visitor in listener.incoming() {
            let Ok(mut visitor) = visitor else { break };
            let Ok(mut tls) = ServerConnection::new(Arc::clone(&config)) else { break };
            let mut first = [0];
            // A client that rejects the certificate ends the handshake, which is an error here.
            if Stream::new(&mut tls, &mut visitor).read_exact(&mut first).is_ok() {
                requests.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    Ok(port)
}

fn read_log(folder: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(folder.join("server.log")).context("reading the server's log")
}
