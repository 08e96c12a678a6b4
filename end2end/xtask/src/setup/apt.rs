//! Packages of a Debian-like system, if they can be installed without a password.

use std::path::Path;
use std::time::Duration;

use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

/// Whether this is root on a Debian-like system; other users would be asked for a password.
pub(super) fn can_be_used() -> bool {
    Path::new("/usr/bin/apt-get").is_file()
        && search::answer("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}

/// Installs packages without those that they only recommend.
pub(super) fn install(workspace: &Workspace, packages: &[&str]) -> anyhow::Result<()> {
    println!("    installing the system's {}: about a minute", packages.join(" and "));
    let wanted = [&["install", "-y", "--no-install-recommends"], packages].concat();
    get(workspace, &["update"], workspace.root())?;
    get(workspace, &wanted, workspace.root())
}

/// Unpacks the files of a package into a folder, without installing it or starting a service.
pub(super) fn unpack(workspace: &Workspace, package: &str, folder: &Path) -> anyhow::Result<()> {
    println!("    unpacking the system's {package} into {}", folder.display());
    std::fs::create_dir_all(folder)?;
    get(workspace, &["update"], folder)?;
    get(workspace, &["download", package], folder)?;
    for file in std::fs::read_dir(folder)? {
        let file = file?.path();
        if file.extension().is_some_and(|extension| extension == "deb") {
            Task::new(workspace, &format!("dpkg-deb {package}"), "dpkg-deb")
                .args([Path::new("--extract"), &file, folder])
                .succeed()?;
        }
    }
    Ok(())
}

fn get(workspace: &Workspace, arguments: &[&str], folder: &Path) -> anyhow::Result<()> {
    Task::new(workspace, &format!("apt-get {}", arguments[0]), "apt-get")
        .args(arguments)
        .folder(folder)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .limit(Duration::from_mins(10))
        .succeed()?;
    Ok(())
}
