//! The state that all requests share.

use std::sync::Arc;

use app::text::Language;
use okta_idx::Clock;
use okta_idx::Randomness;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::assets::SiteFiles;
use crate::config::policy::Policy;
use crate::first_page::LastFirstPage;
use crate::gate::host::Circles;
use crate::limit::Admission;
use crate::limit::Concurrency;
use crate::limit::Rates;
use crate::log::skew::ClockWatch;
use crate::readiness::Readiness;
use crate::route::csp::Reports;
use crate::screen::Remembers;
use crate::screen::View;
use crate::serve::Limits;
use crate::session::cookie::Cookies;
use crate::sign_in::decoys::DecoyTemplates;
use crate::sign_in::once::Once;
use crate::sign_in::polls::Polls;
use crate::sign_in::record::Sessions;

/// The state that handlers share.
#[derive(Debug)]
pub struct AppState {
    /// Settings that handlers read.
    pub policy: Policy,
    /// The org to sign in against.
    pub okta: okta_idx::Client,
    /// All sessions.
    pub sessions: Sessions,
    /// Names and attributes of the cookies.
    pub cookies: Cookies,
    /// The public origin, as browsers write it in `Origin`.
    pub public_origin: String,
    /// Browsers that were led to the public origin a moment ago.
    pub circles: Circles,
    /// Whether the public origin is https.
    pub https: bool,
    /// The limits of one client, and of all connections.
    pub limits: Limits,
    /// The built site.
    pub site: SiteFiles,
    /// Port of a development server's reload socket.
    pub reload_port: Option<u16>,
    /// Where emails can be read during development.
    pub mailbox: Option<String>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub randomness: Arc<dyn Randomness>,
    /// First steps under way, so that a double click starts one sign-in.
    pub starts: Once,
    /// Reports of browsers about broken policies.
    pub reports: Reports,
    /// When Okta was last polled for each waiting sign-in.
    pub polls: Polls,
    /// Compares this machine's clock with the org's.
    pub clock_watch: ClockWatch,
    /// Whether sign-ins can begin at all.
    pub readiness: Readiness,
    /// Admits requests within the limits of the server and of one network.
    pub admission: Admission,
    /// Bounds how many steps run at once.
    pub concurrency: Concurrency,
    /// The rate limits of users, transactions and networks.
    pub rates: Rates,
    /// What the org's first page asks for and offers.
    pub first_page: LastFirstPage,
    /// What the screen for a code looks like in this org.
    pub decoys: DecoyTemplates,
    /// Work that outlives its request and is finished before the server stops.
    pub tasks: TaskTracker,
    /// Cancelled when the server will stop soon: a balancer must send no more requests.
    pub draining: CancellationToken,
    /// Cancelled when the server is to stop.
    pub stopping: CancellationToken,
}

impl AppState {
    /// Returns what the screens of a request made now, in this language, may know.
    pub fn view(&self, language: Language) -> View<'_> {
        View {
            language,
            region: None,
            now: self.clock.now(),
            flow_lifetime: self.sessions.lifetimes().flow,
            mailbox: self.mailbox.as_deref(),
            first_page: self.first_page.get(),
            remembers: Remembers::Never,
            prevents_enumeration: self.policy.enumeration_prevention,
        }
    }
}
