//! Memory, threads and handles of a process, and a full disk for it.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::Process;

/// Resident memory in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Current.
    pub now: u64,
    /// Maximum so far.
    pub most: u64,
}

/// The system resources of a process.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Threads.
    pub threads: u64,
    /// Open files and connections.
    pub handles: usize,
}

impl Process {
    /// Returns the memory in use, or `None` if the system does not report it.
    pub fn memory(&self) -> Option<Memory> {
        let of = |name| Some(self.number(name)? * 1024);
        Some(Memory { now: of("VmRSS:")?, most: of("VmHWM:")? })
    }

    /// Returns threads and open handles, or `None` if the system does not report them.
    pub fn load(&self) -> Option<Load> {
        let handles = fs::read_dir(format!("/proc/{}/fd", self.id())).ok()?.count();
        Some(Load { threads: self.number("Threads:")?, handles })
    }

    /// CPU time that the process has used; `None` where the system does not tell.
    pub fn cpu(&self) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id())).ok()?;
        // The fields 14 and 15 (proc(5)), behind the name, which may hold anything. Linux counts hundredths of a second.
        let (_, fields) = stat.rsplit_once(") ")?;
        let used = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().ok());
        Some(Duration::from_millis(used.sum::<Option<u64>>()? * 10))
    }

    /// Lets no file of the process grow any more, as on a full disk, or lets them grow again; `false` where the system
    /// cannot.
    pub fn fill_disk(&self, full: bool) -> bool {
        let limit = if full { "--fsize=1:" } else { "--fsize=unlimited:" };
        let id = self.id().to_string();
        let set = Command::new("prlimit").args(["--pid", &id, limit]).status();
        set.is_ok_and(|status| status.success())
    }

    /// Returns the number after `name` in the process status of Linux.
    fn number(&self, name: &str) -> Option<u64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    }
}
