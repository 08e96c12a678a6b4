//! The built site: which files a page loads.

use std::path::PathBuf;

use app::pages::Assets;

/// Where the built site is, and the names of its files.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    root: PathBuf,
    assets: Assets,
    hashed: bool,
}

const NAME: &str = "usher";

impl SiteFiles {
    /// The site in `root`, with the names that the build left beside the executable; plain names if it left none.
    pub fn new(root: PathBuf, reload: String) -> Self {
        let hashes = std::env::current_exe()
            .ok()
            .and_then(|exe| std::fs::read_to_string(exe.with_file_name("hash.txt")).ok())
            .unwrap_or_default();
        Self::with_hashes(root, reload, &hashes)
    }

    /// The site in `root` whose files have these hashes in their names: a line such as `css: 0123abcd` for each kind.
    pub fn with_hashes(root: PathBuf, reload: String, hashes: &str) -> Self {
        let file = |kind: &str| {
            let hash = hashes
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.trim() == kind)
                .map(|(_, hash)| format!(".{}", hash.trim()))
                .unwrap_or_default();
            format!("/pkg/{NAME}{hash}.{kind}")
        };
        let assets = Assets { css: file("css"), js: file("js"), wasm: file("wasm"), reload };
        Self { root, assets, hashed: !hashes.trim().is_empty() }
    }

    /// Whether the name of each file changes with its content.
    pub fn is_hashed(&self) -> bool {
        self.hashed
    }

    /// The folder of the site.
    pub fn root(&self) -> &PathBuf {
        &self.root
    }

    /// A file that pages need and that is not there.
    pub fn missing(&self) -> Option<PathBuf> {
        let Assets { css, js, wasm, .. } = &self.assets;
        let files =
            [css, js, wasm].into_iter().map(|file| self.root.join(file.trim_start_matches('/')));
        files.into_iter().find(|file| !file.is_file())
    }

    /// The files that a page loads.
    pub fn assets(&self) -> Assets {
        self.assets.clone()
    }
}
