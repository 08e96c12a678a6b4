//! Servers under test: started on free loopback ports, watched until ready, stopped even when a check fails.

pub(crate) mod http;
mod pair;
mod running;

pub(crate) use pair::Pair;
pub(crate) use pair::base64_key;
pub(crate) use pair::fresh_folder;
pub(crate) use pair::start_org;
pub(crate) use running::Running;
pub(crate) use running::clean_command;
pub(crate) use running::free_port;
