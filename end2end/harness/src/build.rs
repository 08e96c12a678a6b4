//! The programs under test.

use std::path::PathBuf;

/// The executables of one build, and the site that its server serves.
#[derive(Clone, Debug)]
pub struct Build {
    /// The server's executable, with the hashes of its files beside it.
    pub server: PathBuf,
    /// The folder of the site.
    pub site: PathBuf,
    /// The emulated org's executable.
    pub local_org: PathBuf,
}
