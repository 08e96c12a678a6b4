//! Lets every answer that tells nothing take equally long.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use tokio::time::Instant;

use super::request::RequestContext;
use super::request::StepResponse;
use crate::flow::Flow;
use crate::session::SessionError;

/// When a request began, and whether its answer has been padded.
#[derive(Clone, Debug)]
pub(super) struct Padding {
    began: Instant,
    done: Arc<AtomicBool>,
}

impl Padding {
    /// For a request that begins now.
    pub(super) fn begin() -> Self {
        Self { began: Instant::now(), done: Arc::default() }
    }
}

impl RequestContext {
    /// Waits, before a step is saved, until its time tells nothing of the account. So nothing shows the step earlier: no
    /// event, no second tab, no reload. A user who has proved the account does not wait.
    pub(super) async fn pad_before(&self, flow: &Flow) {
        if let Some(padding) = self.padding.as_ref().filter(|_| flow.proved) {
            padding.done.store(true, Ordering::Relaxed);
        }
        self.pad_response_time().await;
    }

    /// Pads an answer for which nothing was saved.
    pub(super) async fn pad_unless_signed_in(&self, answered: &Result<StepResponse, SessionError>) {
        let signs_in = matches!(answered, Ok(answered) if !answered.step.go.is_empty());
        if !signs_in {
            self.pad_response_time().await;
        }
    }

    /// Waits until a multiple of the minimum response time has passed since the request began; once a request.
    async fn pad_response_time(&self) {
        let floor = self.server.policy.min_response_time();
        let Some(padding) =
            self.padding.as_ref().filter(|_| self.server.policy.enumeration_prevention)
        else {
            return;
        };
        if floor.is_zero() || padding.done.swap(true, Ordering::Relaxed) {
            return;
        }
        let passed = padding.began.elapsed().as_millis() / floor.as_millis();
        let floors = u32::try_from(passed).unwrap_or(0);
        tokio::time::sleep_until(padding.began + floor * (floors + 1)).await;
    }
}
