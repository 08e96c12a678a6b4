//! Claims on stores that two servers share: only one request answers a step, on either server.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use okta_idx::SystemRandomness;
use serde::Deserialize;
use serde::Serialize;
use server::session::Claimed;
use server::session::Lifetime;
use server::session::Lifetimes;
use server::session::SessionError;
use server::session::SessionState;
use server::session::memory::MemoryStore;
use server::session::seal::KeyRing;
use server::session::sqlite::SqliteStore;
use server::session::store::SessionStore;
use tokio::time::Instant;

use crate::support::FakeClock;

/// A session that waits at one step and belongs to no sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Question(String);

impl SessionState for Question {
    fn lifetime(&self) -> Lifetime {
        Lifetime::SignedIn
    }

    fn step(&self) -> Option<&str> {
        Some(&self.0)
    }
}

type Sessions = server::session::Sessions<Question>;
type Session = server::session::Session<Question>;

fn server(store: Arc<dyn SessionStore>, clock: &Arc<FakeClock>) -> Sessions {
    let hour = Duration::from_hours(1);
    let lifetimes = Lifetimes { flow: hour, idle: hour, absolute: hour };
    let keys = KeyRing::derive(&[1; 32]);
    Sessions::new(store, keys, lifetimes, Arc::clone(clock) as _, Arc::new(SystemRandomness))
}

fn two_on_a_file(path: &Path, clock: &Arc<FakeClock>) -> [Sessions; 2] {
    [(); 2].map(|()| server(Arc::new(SqliteStore::open(path).unwrap()), clock))
}

fn two_in_memory(clock: &Arc<FakeClock>) -> [Sessions; 2] {
    let store = Arc::<MemoryStore>::default();
    [(); 2].map(|()| server(Arc::clone(&store) as _, clock))
}

/// Opens a session at the first step, and returns it as each server has read it.
async fn at_first_step(servers: &[Sessions; 2]) -> [Session; 2] {
    let opened = servers[0].open(Question("first".to_owned())).await.unwrap();
    let found = servers[1].find(&opened.id).await.unwrap().unwrap();
    [opened, found]
}

fn granted(claimed: Claimed<Question>) -> Session {
    match claimed {
        Claimed::Granted(session) => session,
        Claimed::Answered(_) => panic!("the step is answered already"),
    }
}

async fn one_is_granted_and_the_other_gets_what_it_led_to(servers: &[Sessions; 2]) {
    for _ in 0..20 {
        let sessions = at_first_step(servers).await;
        let answer = async |server: &Sessions, session: &Session| match server
            .claim(session.clone(), "first")
            .await
            .unwrap()
        {
            Claimed::Granted(mut session) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                session.record.state = Question("second".to_owned());
                server.save(&mut session).await.unwrap();
                (1, session.record.state.0)
            }
            Claimed::Answered(session) => (0, session.unwrap().record.state.0),
        };
        let (one, other) =
            tokio::join!(answer(&servers[0], &sessions[0]), answer(&servers[1], &sessions[1]));
        assert_eq!(one.0 + other.0, 1, "one request answers");
        assert_eq!((one.1.as_str(), other.1.as_str()), ("second", "second"));
    }
}

#[tokio::test]
async fn of_two_servers_on_one_file_one_answers_a_step() {
    let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::default());
    let servers = two_on_a_file(&folder.path().join("sessions"), &clock);
    one_is_granted_and_the_other_gets_what_it_led_to(&servers).await;
}

#[tokio::test]
async fn of_two_servers_on_one_memory_store_one_answers_a_step() {
    one_is_granted_and_the_other_gets_what_it_led_to(&two_in_memory(&Arc::default())).await;
}

#[tokio::test]
async fn the_claim_of_a_server_that_died_lapses_and_its_late_answer_changes_nothing() {
    let clock = Arc::default();
    let servers = two_in_memory(&clock);
    let [mine, theirs] = at_first_step(&servers).await;
    let mut late = granted(servers[0].claim(mine, "first").await.unwrap());
    clock.advance(11);
    let mut session = granted(servers[1].claim(theirs, "first").await.unwrap());
    late.record.state = Question("late".to_owned());
    let refused = servers[0].save(&mut late).await;
    assert!(matches!(refused, Err(SessionError::Overtaken)), "{refused:?}");
    session.record.state = Question("second".to_owned());
    servers[1].save(&mut session).await.unwrap();
    let found = servers[0].find(&session.id).await.unwrap().unwrap();
    assert_eq!(found.record.state.0, "second");
}

#[tokio::test(start_paused = true)]
async fn a_claim_lapses_after_ten_seconds_also_where_two_clocks_differ() {
    let (theirs, mine) = (Arc::<FakeClock>::default(), Arc::<FakeClock>::default());
    theirs.advance(60);
    let store = Arc::<MemoryStore>::default();
    let servers = [server(Arc::clone(&store) as _, &theirs), server(store, &mine)];
    let [first, second] = at_first_step(&servers).await;
    granted(servers[0].claim(first, "first").await.unwrap());
    let start = Instant::now();
    granted(servers[1].claim(second, "first").await.unwrap());
    assert_eq!(start.elapsed().as_secs(), 10);
}

#[tokio::test]
async fn a_step_whose_claim_was_given_up_can_be_answered_at_once() {
    let servers = two_in_memory(&Arc::default());
    let [mine, theirs] = at_first_step(&servers).await;
    let mut mine = granted(servers[0].claim(mine, "first").await.unwrap());
    servers[0].release(&mut mine).await;
    let start = Instant::now();
    granted(servers[1].claim(theirs, "first").await.unwrap());
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn while_a_step_is_claimed_no_other_request_changes_the_session() {
    let servers = two_in_memory(&Arc::default());
    let [mine, _] = at_first_step(&servers).await;
    let mut mine = granted(servers[0].claim(mine, "first").await.unwrap());
    let mut other = servers[1].find(&mine.id).await.unwrap().unwrap();
    let refused = servers[1].save(&mut other).await;
    assert!(matches!(refused, Err(SessionError::Overtaken)), "{refused:?}");
    servers[0].save(&mut mine).await.unwrap();
    let mut other = servers[1].find(&mine.id).await.unwrap().unwrap();
    servers[1].save(&mut other).await.unwrap();
}

#[tokio::test]
async fn who_waits_for_a_session_that_ends_is_told_so() {
    let servers = two_in_memory(&Arc::default());
    let [mine, theirs] = at_first_step(&servers).await;
    let mine = granted(servers[0].claim(mine, "first").await.unwrap());
    let waiting = servers[1].claim(theirs, "first");
    let (claimed, closed) = tokio::join!(waiting, servers[0].close(&mine));
    assert!(closed.unwrap());
    assert!(matches!(claimed.unwrap(), Claimed::Answered(None)));
}

#[tokio::test]
async fn a_step_that_the_session_has_left_is_not_claimed() {
    let servers = two_in_memory(&Arc::default());
    let [mine, _] = at_first_step(&servers).await;
    let Claimed::Answered(Some(session)) = servers[0].claim(mine, "earlier").await.unwrap() else {
        panic!("another step was claimed")
    };
    assert_eq!(session.record.state.0, "first");
}
