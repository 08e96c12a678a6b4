//! Puts the server together, runs it, and drains it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use anyhow::anyhow;
use anyhow::bail;
use app::text::Language;
use okta_idx::ClientSecret;
use okta_idx::ConfigError;
use okta_idx::Scopes;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::assets::SiteFiles;
use crate::config::MISSING_ORG;
use crate::config::OrgSettings;
use crate::config::Settings;
use crate::config::StoreChoice;
use crate::config::listen;
use crate::config::origin::PublicOrigin;
use crate::config::secret;
use crate::config::store_file;
use crate::development;
use crate::environment::Environment;
use crate::environment::Randomness;
use crate::first_page::LastFirstPage;
use crate::gate::host::Circles;
use crate::limit::Admission;
use crate::limit::Concurrency;
use crate::limit::Rates;
use crate::log::skew::ClockWatch;
use crate::maintenance;
use crate::readiness::Readiness;
use crate::route::csp::Reports;
use crate::routes;
use crate::serve;
use crate::session::cookie::Cookies;
use crate::session::memory::MemoryStore;
use crate::session::seal::KeyRing;
use crate::session::sqlite::SqliteStore;
use crate::session::store::SessionStore;
use crate::sign_in::decoys::DecoyTemplates;
use crate::sign_in::once::Once;
use crate::sign_in::polls::Polls;
use crate::sign_in::record::Sessions;
use crate::state::AppState;
use crate::stop_signal;

/// Runs the server until a stop signal.
pub async fn run(settings: Settings) -> anyhow::Result<()> {
    settings.warn_of_outdated_names();
    development::refuse_watching(
        !cfg!(debug_assertions),
        std::env::var_os("LEPTOS_WATCH").is_some(),
    )?;
    let given = OrgSettings::from(&settings)?;
    if given.is_none() && !development::HAS_ORG {
        bail!(MISSING_ORG);
    }
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| anyhow!(listen::refused("LEPTOS_SITE_ADDR", settings.listen, &error)))?;
    let address = listener.local_addr()?;
    let origin = match settings.public_origin.clone() {
        Some(origin) => origin,
        None if cfg!(debug_assertions) => {
            format!("http://{address}").parse::<PublicOrigin>().map_err(anyhow::Error::msg)?
        }
        None => bail!(
            "USHER_PUBLIC_ORIGIN is not set: the address that people type, such as https://app.example.com\n\n{MISSING_ORG}"
        ),
    };
    let (org, local) = match given {
        Some(org) => (org, None),
        None => match development::start_org(origin.as_str()).await? {
            Some((org, local)) => (org, Some(local)),
            None => bail!(MISSING_ORG),
        },
    };
    let environment = Environment::of_machine();
    let mailbox = local.as_ref().map(|local| local.mailbox().to_owned());
    let state = Arc::new(state(&settings, &origin, &org, mailbox, environment)?);
    if let Some(file) = state.site.missing() {
        let hint = "build the site with `cargo xtask build`, keep hash.txt beside the executable, and name the folder in LEPTOS_SITE_ROOT";
        if !cfg!(debug_assertions) {
            bail!("the built site lacks {}: {hint}", file.display());
        }
        tracing::warn!(event = "site.incomplete", file = %file.display(), "the built site lacks a file; the build may still be under way");
    }
    let asked = usize::try_from(settings.max_connections).unwrap_or(usize::MAX);
    if state.limits.connections < asked {
        tracing::warn!(
            event = "server.few_handles",
            connections.asked = asked,
            connections.possible = state.limits.connections,
            "the system allows this process too few open files for all connections (ulimit -n)"
        );
    }
    Language::load();
    let router = routes::router(&state);
    let maintenance = tokio::spawn(maintenance::run(Arc::clone(&state)));
    tracing::info!(
        event = "server.started",
        listen = %address,
        origin = origin.as_str(),
        session.keys = state.sessions.keys().names(),
        connections.possible = state.limits.connections,
        "the server is ready"
    );
    if let Some(local) = &local {
        local.announce(origin.as_str());
    }
    let stopping = state.stopping.clone();
    let (draining, told) = (state.draining.clone(), stopping.clone());
    let drain = Duration::from_secs(settings.drain_seconds.into());
    let ending = tokio::spawn(async move {
        stop_signal::received().await;
        draining.cancel();
        tokio::time::sleep(drain).await;
        told.cancel();
        tokio::time::Instant::now()
    });
    let answered = serve::serve(listener, router, state.limits, stopping).await;
    let end = ending.await? + state.limits.farewell;
    maintenance.abort();
    state.tasks.close();
    if tokio::time::timeout_at(end, state.tasks.wait()).await.is_err() || !answered {
        tracing::warn!(event = "server.stopped_early", "some work was not finished in time");
    }
    if let Some(local) = local {
        local.stop().await;
    }
    tracing::info!(event = "server.stopped", "the server has stopped");
    Ok(())
}

/// Puts the server together.
pub fn state(
    settings: &Settings,
    origin: &PublicOrigin,
    org: &OrgSettings,
    mailbox: Option<String>,
    environment: Environment,
) -> anyhow::Result<AppState> {
    let Environment { clock, randomness } = environment;
    let config = okta_idx::Config::new(
        &org.issuer,
        org.client_id.clone(),
        Some(ClientSecret::new(org.client_secret.to_string())),
        &format!("{}/login/callback", origin.as_str()),
        Scopes::parse(&settings.okta_scopes),
    )
    .map_err(|error| anyhow!("{}: {error}", setting_of(&error, settings, org)))?;
    let http = okta_idx::http_client().context("the HTTP client cannot be set up")?;
    let keys = keys(settings, randomness.as_ref())?;
    let store: Arc<dyn SessionStore> = match &settings.session_store {
        StoreChoice::Memory => Arc::new(MemoryStore::default()),
        StoreChoice::Sqlite(path) => open_file(path)?,
    };
    let reload = development::reload();
    let rates =
        Rates::new(Arc::clone(&store), keys.clone(), Arc::clone(&clock), settings.limit_factor);
    let polls = Polls::new(Arc::clone(&store), keys.clone());
    settings.warn_of_loose_limits();
    Ok(AppState {
        policy: settings.policy.clone(),
        okta: okta_idx::Client::new(config, http, Arc::clone(&clock), Arc::clone(&randomness)),
        sessions: Sessions::new(
            store,
            keys,
            settings.lifetimes(),
            Arc::clone(&clock),
            Arc::clone(&randomness),
        ),
        cookies: Cookies::new(origin.is_https()),
        public_origin: origin.as_str().to_owned(),
        circles: Circles::default(),
        https: origin.is_https(),
        limits: settings.limits(),
        site: SiteFiles::new(
            settings.site_root.clone(),
            reload.as_ref().map(|reload| reload.script.clone()).unwrap_or_default(),
        ),
        reload_port: reload.map(|reload| reload.port),
        mailbox,
        clock,
        randomness,
        starts: Once::default(),
        polls,
        reports: Reports::default(),
        clock_watch: ClockWatch::default(),
        readiness: Readiness::default(),
        admission: Admission::new(settings.max_requests.into(), settings.limit_factor),
        concurrency: Concurrency::default(),
        rates,
        first_page: LastFirstPage::default(),
        decoys: DecoyTemplates::default(),
        tasks: TaskTracker::new(),
        draining: CancellationToken::new(),
        stopping: CancellationToken::new(),
    })
}

/// Opens the session store in a file.
pub fn open_file(path: &Path) -> anyhow::Result<Arc<dyn SessionStore>> {
    store_file::prepare(path).map_err(anyhow::Error::msg)?;
    match SqliteStore::open(path) {
        Ok(store) => Ok(Arc::new(store)),
        Err(error) => {
            let told = store_file::refused(path, &error);
            Err(anyhow::Error::new(error).context(told))
        }
    }
}

/// Returns the setting that an error of the Okta client is about, and its value.
fn setting_of(error: &ConfigError, settings: &Settings, org: &OrgSettings) -> String {
    match error {
        ConfigError::NoOpenid => {
            let scopes = &settings.okta_scopes;
            format!("OKTA_SCOPES is “{scopes}”, and right would be “openid {scopes}”")
        }
        ConfigError::EmptyClientId => "OKTA_CLIENT_ID is empty".to_owned(),
        ConfigError::EmptyClientSecret => "OKTA_CLIENT_SECRET is empty".to_owned(),
        ConfigError::RedirectUrl(_) | ConfigError::RedirectNotHttps => {
            "USHER_PUBLIC_ORIGIN cannot be used, and right would be https://app.example.com"
                .to_owned()
        }
        _ if org.issuer.contains('@') => "OKTA_ISSUER cannot be used".to_owned(),
        _ => format!("OKTA_ISSUER is “{}”", org.issuer),
    }
}

/// Returns the keys of sessions, newest first.
pub fn keys(settings: &Settings, randomness: &dyn Randomness) -> anyhow::Result<KeyRing> {
    let keys = match secret::from_value_or_file(
        "USHER_SESSION_KEY",
        settings.session_key.as_deref(),
        settings.session_key_file.as_deref(),
    )? {
        Some(text) => secret::session_keys(&text)?,
        None => vec![development::session_key(randomness)?],
    };
    let mut keys = keys.iter().map(|key| KeyRing::derive(key));
    let newest = keys.next().context("USHER_SESSION_KEY is empty")?;
    Ok(newest.with_older(keys.collect()))
}
