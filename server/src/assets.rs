//! The built site: which files a page loads.

use std::path::PathBuf;

use app::pages::Assets;

/// Where the built site is, and the names of its files.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    root: PathBuf,
    fixed: Option<Assets>,
    reload: String,
}

const NAME: &str = "usher";

impl SiteFiles {
    /// The site in `root`.
    ///
    /// A release reads the names once. During development they are read for each page, since an edited style sheet
    /// gets a new name while the server goes on.
    pub fn new(root: PathBuf, reload: String) -> Self {
        let fixed = (!cfg!(debug_assertions)).then(|| names(String::new()));
        Self { root, fixed, reload }
    }

    /// The folder of the site.
    pub fn root(&self) -> &PathBuf {
        &self.root
    }

    /// A file that pages need and that is not there.
    pub fn missing(&self) -> Option<PathBuf> {
        let Assets { css, js, wasm, .. } = self.assets();
        let files =
            [css, js, wasm].into_iter().map(|file| self.root.join(file.trim_start_matches('/')));
        files.into_iter().find(|file| !file.is_file())
    }

    /// The files that a page loads.
    pub fn assets(&self) -> Assets {
        self.fixed.clone().unwrap_or_else(|| names(self.reload.clone()))
    }
}

/// Reads the content hashes that the build left beside the executable.
fn names(reload: String) -> Assets {
    let hashes = std::env::current_exe()
        .ok()
        .and_then(|exe| std::fs::read_to_string(exe.with_file_name("hash.txt")).ok())
        .unwrap_or_default();
    let named = |kind: &str| {
        let hash = hashes
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.trim() == kind)
            .map(|(_, hash)| format!(".{}", hash.trim()))
            .unwrap_or_default();
        format!("/pkg/{NAME}{hash}.{kind}")
    };
    Assets { css: named("css"), js: named("js"), wasm: named("wasm"), reload }
}
