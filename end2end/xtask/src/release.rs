//! The release build: server, site and the emulated org's executable.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use harness::Build;

use crate::setup;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// The files of a release.
#[derive(Debug)]
pub(crate) struct Release {
    pub(crate) server: PathBuf,
    pub(crate) site: PathBuf,
    pub(crate) local_org: PathBuf,
    /// The driver of `cargo xtask chaos`; not deployed, but built together because it shares
    /// dependencies.
    pub(crate) chaos: PathBuf,
    /// The harness of the browser tests, likewise.
    pub(crate) harness: PathBuf,
}

impl Release {
    /// Returns the paths of a release in this workspace.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        Self::in_target(&workspace.target())
    }

    /// A release in the target folder of any checkout.
    pub(crate) fn in_target(target: &Path) -> Self {
        let executable = |name: &str| {
            target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
        };
        Self {
            server: executable("server"),
            site: target.join("site"),
            local_org: executable("local-org"),
            chaos: executable("chaos"),
            harness: executable("harness"),
        }
    }

    /// Fails with the name of a missing part.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        let tools = [&self.local_org, &self.chaos, &self.harness];
        for part in [&self.server, &self.site, &self.hashes()].into_iter().chain(tools) {
            anyhow::ensure!(part.exists(), "the build left no {}", part.display());
        }
        for extension in ["css", "js", "wasm"] {
            check_asset(&self.site.join("pkg"), extension)?;
        }
        Ok(())
    }

    /// Returns the programs for tests; an error if one is missing.
    pub(crate) fn programs(&self) -> anyhow::Result<Build> {
        self.check().context("there is no release build; `cargo xtask build` makes one")?;
        Ok(Build {
            server: self.server.clone(),
            site: self.site.clone(),
            local_org: self.local_org.clone(),
        })
    }

    /// Returns the file of asset hashes, which the server reads beside its own executable.
    fn hashes(&self) -> PathBuf {
        self.server.with_file_name("hash.txt")
    }

    pub(crate) fn announce(&self) {
        println!("Built {}", self.server.display());
        println!("      {} (belongs beside the server)", self.hashes().display());
        println!("      {}", self.site.display());
        println!("      {}", self.local_org.display());
    }
}

/// Builds all parts: the wasm with the small profile, everything else with the release profile.
pub(crate) fn build(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Release> {
    setup::install_auditable(workspace, tools)?;
    println!("    building the release: 5 to 10 minutes the first time");
    let site = Task::new(workspace, "release site", tools.cargo_leptos())
        .args(["build", "--release", "--precompress", "--frontend-only"])
        .env("LEPTOS_HASH_FILES", "true")
        .env("LEPTOS_SITE_ROOT", "target/site")
        .limit(Duration::from_mins(30));
    tools.equip(site).succeed()?;
    // One command for all, because separate ones would compile common dependencies twice with
    // different features.
    let executables = Task::new(workspace, "release executables", "cargo")
        .args(["auditable", "build", "--release", "--package", "server", "--package", "local-org"])
        .args(["--package", "chaos", "--package", "harness", "--bins"])
        .limit(Duration::from_mins(45));
    tools.equip(executables).succeed()?;
    let release = Release::of(workspace);
    release.check()?;
    Ok(release)
}

/// Checks that there is one file `usher.HASH.extension`, with its compressed forms beside it.
fn check_asset(folder: &Path, extension: &str) -> anyhow::Result<()> {
    let names: Vec<String> = fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let hashed = names
        .iter()
        .find(|name| is_hashed(name, extension))
        .with_context(|| format!("{} has no usher.HASH.{extension}", folder.display()))?;
    for compressed in ["br", "gz"] {
        let wanted = format!("{hashed}.{compressed}");
        anyhow::ensure!(names.contains(&wanted), "{} has no {wanted}", folder.display());
    }
    Ok(())
}

fn is_hashed(name: &str, extension: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    matches!(parts[..], ["usher", hash, last] if hash.len() >= 16 && last == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_hashed() {
        assert!(is_hashed("usher.Zk3r0d6XnYw8Q1m2p4s5t6.wasm", "wasm"));
        assert!(!is_hashed("usher.wasm", "wasm"));
        assert!(!is_hashed("usher.Zk3r0d6XnYw8Q1m2p4s5t6.wasm.br", "wasm"));
        assert!(!is_hashed("usher.Zk3r0d6XnYw8Q1m2p4s5t6.js", "wasm"));
    }
}
