//! A session store that can be read and not written, as on a full disk.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;
use async_trait::async_trait;
use server::limit::Rates;
use server::session::memory::MemoryStore;
use server::session::seal::StoreKey;
use server::session::store::SessionStore;
use server::session::store::StoreError;
use server::session::store::Stored;
use server::sign_in::record::Sessions;

use crate::support::Answer;
use crate::support::Site;

#[derive(Debug, Default)]
struct Disk {
    store: MemoryStore,
    full: AtomicBool,
}

impl Disk {
    fn room(&self) -> Result<(), StoreError> {
        if self.full.load(Ordering::SeqCst) {
            return Err(StoreError::Full("no space left on device".into()));
        }
        Ok(())
    }
}

#[async_trait]
impl SessionStore for Disk {
    async fn create(&self, key: StoreKey, record: Stored) -> Result<bool, StoreError> {
        self.room()?;
        self.store.create(key, record).await
    }

    async fn load(&self, key: StoreKey, now: i64) -> Result<Option<Stored>, StoreError> {
        self.store.load(key, now).await
    }

    async fn update(&self, key: StoreKey, from: u64, record: Stored) -> Result<bool, StoreError> {
        self.room()?;
        self.store.update(key, from, record).await
    }

    async fn delete(&self, key: StoreKey) -> Result<bool, StoreError> {
        self.room()?;
        self.store.delete(key).await
    }

    async fn sweep(&self, now: i64) -> Result<usize, StoreError> {
        self.room()?;
        self.store.sweep(now).await
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.store.check().await
    }
}

/// Starts a site whose sessions and limits are on a disk that a test can fill.
async fn site() -> (Site, Arc<Disk>) {
    let disk = Arc::<Disk>::default();
    let store: Arc<dyn SessionStore> = Arc::clone(&disk) as _;
    let site = Site::start_changed(&[], |state| {
        let (keys, clock) = (state.sessions.keys().clone(), Arc::clone(&state.clock));
        state.rates = Rates::new(Arc::clone(&store), keys.clone(), Arc::clone(&clock), 100);
        let (lifetimes, randomness) = (state.sessions.lifetimes(), Arc::clone(&state.randomness));
        state.sessions = Sessions::new(store, keys, lifetimes, clock, randomness);
    })
    .await;
    (site, disk)
}

fn assert_told_to_come_again(answer: &Answer) {
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
    let mut cookies = answer.headers.get_all("set-cookie").iter();
    let session = cookies.any(|cookie| cookie.as_bytes().starts_with(b"usher="));
    assert!(!session, "the session stays as it is: {answer:?}");
    assert!(!answer.body.is_empty(), "{answer:?}");
}

/// Shows: K19
#[tokio::test]
async fn a_full_disk_signs_nobody_out_and_whoever_needs_to_write_is_told_to_come_again() {
    let (site, disk) = site().await;
    let mut inside = site.signed_in().await;
    let mut at_code = site.browser();
    let step = at_code.begin("pat@example.com").await;
    let code = site.org.newest_mail("pat@example.com").await.code;
    let mut newcomer = site.browser();
    let first = newcomer.step_id("/sign-in").await;
    let asked = site.org.stats().await;

    disk.full.store(true, Ordering::SeqCst);
    // After this time the server would save the last use of a session, if the disk had space.
    site.clock.advance(61);
    assert_eq!(inside.open("/").await.status, 200);
    let typed = [("step", step.id.as_str()), ("answers[credentials.passcode]", &code)];
    assert_told_to_come_again(&at_code.post_json(SUBMIT, &typed).await);
    let typed = [("step", first.as_str()), ("answers[identifier]", "ada@example.com")];
    assert_told_to_come_again(&newcomer.post_json(SUBMIT, &typed).await);
    newcomer.open("/sign-in").await;
    assert_told_to_come_again(
        &newcomer.post_plain(SUBMIT, &[("answers[identifier]", "ada@example.com")]).await,
    );
    assert_told_to_come_again(&inside.post_json(SIGN_OUT, &[]).await);
    assert_eq!(inside.open("/").await.status, 200, "still signed in, as they were told");
    assert_eq!(site.org.stats().await, asked, "nothing was asked of the org in vain");

    disk.full.store(false, Ordering::SeqCst);
    assert_eq!(at_code.answer_code(&step, &code).await.go, "/");
    assert_eq!(newcomer.begin("ada@example.com").await.screen, app::step::Screen::Code);
    assert_eq!(inside.post_json(SIGN_OUT, &[]).await.status, 200);
}
