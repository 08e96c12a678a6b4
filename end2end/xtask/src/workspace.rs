//! Paths in the repository and in its target directory.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;

/// The repository that this task runner was built from.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the root from the manifest of the running package, and makes the folder for logs.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .ancestors()
            .find(|folder| folder.join("Cargo.lock").is_file())
            .with_context(|| format!("no Cargo.lock above {}", manifest.display()))?
            .to_path_buf();
        let workspace = Self { root };
        fs::create_dir_all(workspace.logs()).context("making target/xtask-logs")?;
        Ok(workspace)
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Returns the folder of logs, with one file per step that each run replaces.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target().join("xtask-logs")
    }

    /// Saves a table in the folder of reports.
    pub(crate) fn keep_report(&self, name: &str, table: &str) -> anyhow::Result<()> {
        let reports = self.target().join("reports");
        fs::create_dir_all(&reports).context("making the folder of reports")?;
        fs::write(reports.join(name), table).context("writing the report")
    }

    /// Returns the folder for tools, so that other versions on the system are not replaced.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    /// Returns the npm project of the browser tests.
    pub(crate) fn tests(&self) -> PathBuf {
        self.root.join("end2end").join("tests")
    }

    /// Returns the folder of npm executables, such as wasm-opt.
    pub(crate) fn node_executables(&self) -> PathBuf {
        self.tests().join("node_modules").join(".bin")
    }

    /// Returns the folder of the debug server's state.
    pub(crate) fn development_state(&self) -> PathBuf {
        self.root.join(".usher")
    }

    /// Returns the executable `name` in the folder of a cargo profile (`debug`, `release`).
    pub(crate) fn executable(&self, profile: &str, name: &str) -> PathBuf {
        self.target().join(profile).join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    /// Returns the only version of `package` in Cargo.lock.
    pub(crate) fn locked_version(&self, package: &str) -> anyhow::Result<String> {
        let path = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&path).context("reading Cargo.lock")?;
        locked_version(&text, package)
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

fn locked_version(lock: &str, package: &str) -> anyhow::Result<String> {
    let lock: Lock = toml::from_str(lock).context("parsing Cargo.lock")?;
    let mut versions = lock.package.into_iter().filter(|entry| entry.name == package);
    let first = versions.next().with_context(|| format!("Cargo.lock has no {package}"))?;
    anyhow::ensure!(versions.next().is_none(), "Cargo.lock has more than one {package}");
    Ok(first.version)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a missing version fails the test")]
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.129"
        dependencies = ["cfg-if"]
        [[package]]
        name = "syn"
        version = "2.0.1"
        [[package]]
        name = "syn"
        version = "3.0.0"
    "#;

    #[test]
    fn the_locked_version_is_read_by_the_exact_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").unwrap(), "0.2.129");
    }

    #[test]
    fn an_absent_or_doubled_package_is_an_error_that_names_it() {
        assert!(locked_version(LOCK, "wasm").unwrap_err().to_string().contains("no wasm"));
        assert!(locked_version(LOCK, "syn").unwrap_err().to_string().contains("more than one syn"));
    }

    #[test]
    fn the_workspace_is_the_one_with_the_lock_file() {
        let workspace = Workspace::find().unwrap();
        assert!(workspace.root().join("end2end").join("xtask").is_dir());
        assert!(!workspace.locked_version("wasm-bindgen").unwrap().is_empty());
    }
}
