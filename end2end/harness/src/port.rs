//! Free ports on loopback.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::process;
use std::sync::Mutex;
use std::sync::PoisonError;

use anyhow::bail;

/// The lowest port. These ports are below the range that systems use for outgoing connections.
const FIRST: u32 = 20_000;
const TRIED: u32 = 2_000;

static TAKEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// Returns a loopback address that no process listens on, each only once: `127.0.0.1:20010`.
pub fn free_address() -> anyhow::Result<String> {
    // Concurrent processes start at different ports.
    let start = FIRST + (process::id() % 1000) * 10;
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    for port in (start..start + TRIED).filter_map(|port| u16::try_from(port).ok()) {
        if !taken.contains(&port) && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            taken.insert(port);
            return Ok(format!("127.0.0.1:{port}"));
        }
    }
    bail!("there is no free port")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a machine without ports fails the test")]
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_address_is_handed_out_once_and_can_be_listened_on() {
        let (first, second) = (free_address().unwrap(), free_address().unwrap());
        assert_ne!(first, second);
        // A process that is being started holds a copy of every socket until it runs its program.
        let frees_up = |address: &str| {
            let mut tries = std::iter::repeat_n(Duration::from_millis(5), 200);
            tries.any(|pause| {
                let is_free = TcpListener::bind(address).is_ok();
                if !is_free {
                    std::thread::sleep(pause);
                }
                is_free
            })
        };
        assert!(frees_up(&first) && frees_up(&second));
    }
}
