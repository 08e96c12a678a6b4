//! Starting and stopping an org.

use std::fs::File;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::error::Unspecified;
use axum::Router;
use axum::http::Uri;
use axum::middleware::from_fn;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::SystemClock;
use crate::control;
use crate::http::answer::Answer;
use crate::http::exchange::exchange;
use crate::http::guard::loopback_host_only;
use crate::http::guard::same_origin_only;
use crate::idx;
use crate::oauth;
use crate::oauth::AuthorizationServer;
use crate::org::Org;
use crate::pages;
use crate::settings::Settings;
use crate::settings::SettingsError;
use crate::state::FreshError;
use crate::state::State;
use crate::state::lock;
use crate::state::policy::PolicyInForce;
use crate::state::store;
use crate::state::store::Found;

/// How long a stop waits for requests under way.
const LONGEST_GOODBYE: Duration = Duration::from_secs(2);

/// Why an org did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The listener has no address to tell.
    #[error("the listener's address is unknown")]
    Address(#[source] std::io::Error),
    /// The listener can be reached from other machines.
    #[error(
        "the org listens on {0}, which is not loopback; it hands its mails and keys to every \
         caller, so it only listens on 127.0.0.1 or [::1]"
    )]
    NotLoopback(SocketAddr),
    /// A setting makes no sense.
    #[error("the org cannot be like this")]
    Settings(#[source] SettingsError),
    /// The state file could not be read or moved aside, or another org holds it.
    #[error(transparent)]
    StateFile(StateFileError),
    /// The machine gave no randomness, or no key.
    #[error("the signing key could not be generated")]
    Key(#[source] Unspecified),
    /// A background step did not finish.
    #[error("the org's memory could not be set up")]
    SetUp(#[source] tokio::task::JoinError),
}

/// The state file could not be read or moved aside.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StateFileError(store::StoreError);

/// An org that answers until it is stopped or dropped.
#[derive(Debug)]
pub struct RunningOrg {
    url: String,
    main_server: AuthorizationServer,
    stop: watch::Sender<bool>,
    task: JoinHandle<std::io::Result<()>>,
    /// Keeps other orgs off the state file.
    _lock: Option<File>,
}

impl RunningOrg {
    /// The org's address, `http://127.0.0.1:4100`, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The issuer of the first custom authorization server, or the org's own if there is none.
    pub fn issuer(&self) -> String {
        self.main_server.issuer(&self.url)
    }

    /// Finishes the requests under way, ends the event streams, and frees the port.
    ///
    /// Requests that take longer than two seconds are cut off.
    pub async fn stop(self) {
        let Self { stop, mut task, .. } = self;
        stop.send_replace(true);
        match tokio::time::timeout(LONGEST_GOODBYE, &mut task).await {
            Ok(Ok(Ok(()))) => {}
            Ok(Ok(Err(error))) => tracing::error!(%error, "the org stopped with an error"),
            Ok(Err(error)) => tracing::error!(%error, "the org's task failed"),
            Err(_) => {
                tracing::warn!("a request was cut off");
                task.abort();
            }
        }
    }
}

/// Starts an org on a loopback listener; every href derives from the listener's address.
///
/// With a `state_file`, the org goes on where it was when it last stopped, however it stopped. A
/// file that cannot be understood is set aside beside itself, with a warning in the log.
///
/// # Errors
/// When the listener can be reached from outside, or the state file cannot be read.
pub async fn serve(
    listener: TcpListener,
    settings: Settings,
    state_file: Option<PathBuf>,
) -> Result<RunningOrg, ServeError> {
    let address = listener.local_addr().map_err(ServeError::Address)?;
    if !address.ip().is_loopback() {
        return Err(ServeError::NotLoopback(address));
    }
    settings.check().map_err(ServeError::Settings)?;
    let url = format!("http://{address}");
    let main_server = match settings.authorization_servers.first() {
        Some(name) => AuthorizationServer::Custom(name.clone()),
        None => AuthorizationServer::Org,
    };
    let file = state_file.clone();
    let starting = settings.clone();
    let recalled = tokio::task::spawn_blocking(move || {
        let lock = file.as_deref().map(lock::take).transpose();
        let lock = lock.map_err(StateFileError).map_err(ServeError::StateFile)?;
        Ok((recall(&starting, file.as_deref())?, lock))
    });
    let (state, lock) = recalled.await.map_err(ServeError::SetUp)??;
    let (stop, stopping) = watch::channel(false);
    let clock = Arc::new(SystemClock);
    let org = Org::new(settings, url.clone(), clock, state, state_file, stopping.clone());
    let routes = routes(Arc::new(org));
    let task = tokio::spawn(async move {
        let mut stopping = stopping;
        let stopped = async move {
            // An error means that the handle was dropped, which stops the org as well.
            let _asked_or_dropped = stopping.wait_for(|stop| *stop).await;
        };
        axum::serve(listener, routes).with_graceful_shutdown(stopped).await
    });
    Ok(RunningOrg { url, main_server, stop, task, _lock: lock })
}

/// The state of last time, or a fresh one.
fn recall(settings: &Settings, file: Option<&std::path::Path>) -> Result<State, ServeError> {
    let found = match file {
        Some(path) => store::load(path).map_err(StateFileError).map_err(ServeError::StateFile)?,
        None => Found::Nothing,
    };
    match found {
        Found::State(mut state) => {
            if state.policy.of(settings).is_none() {
                state.policy = PolicyInForce::Named(settings.policy.clone());
            }
            return Ok(*state);
        }
        Found::Unreadable { kept_at, why } => tracing::warn!(
            kept_at = %kept_at.display(),
            why,
            "the state file could not be understood; it was set aside and the org starts afresh"
        ),
        Found::Nothing => {}
    }
    State::fresh(settings).map_err(|error| match error {
        FreshError::Key(error) => ServeError::Key(error),
        FreshError::Users(error) => ServeError::Settings(error),
    })
}

/// Every layer in order: the outermost comes last.
fn routes(org: Arc<Org>) -> Router {
    let private = Router::new()
        .merge(control::routes())
        .merge(pages::routes())
        .layer(from_fn(same_origin_only));
    Router::new()
        .merge(oauth::routes())
        .merge(idx::routes())
        .merge(private)
        .merge(pages::assets())
        .fallback(async |uri: Uri| Answer::not_found(uri.path()))
        .method_not_allowed_fallback(async || {
            let summary = "The endpoint does not support the provided HTTP method";
            Answer::api_error(http::StatusCode::METHOD_NOT_ALLOWED, "E0000022", summary)
        })
        .layer(from_fn_with_state(org.clone(), exchange))
        .layer(from_fn(loopback_host_only))
        .with_state(org)
}
