//! Checks the packages in Cargo.lock; needs no network and no tool.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::collections::BTreeSet;
use std::fs;

use semver::Version;
use serde::Deserialize;

use crate::workspace::Workspace;

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
}

fn locked() -> Vec<Package> {
    let path = Workspace::find().unwrap().root().join("Cargo.lock");
    toml::from_str::<Lock>(&fs::read_to_string(path).unwrap()).unwrap().package
}

/// Reads the names of the workspace members from their manifests.
fn members() -> BTreeSet<String> {
    let root = Workspace::find().unwrap().root().to_owned();
    let read = |path: &std::path::Path| -> toml::Table {
        toml::from_str(&fs::read_to_string(path.join("Cargo.toml")).unwrap()).unwrap()
    };
    let members = read(&root)["workspace"]["members"].as_array().unwrap().clone();
    let name = |member: &toml::Value| {
        let manifest = read(&root.join(member.as_str().unwrap()));
        manifest["package"]["name"].as_str().unwrap().to_owned()
    };
    members.iter().map(name).collect()
}

/// Shows: S4
#[test]
fn every_package_is_a_member_or_comes_from_the_one_registry_with_a_checksum() {
    let mut registries = BTreeSet::new();
    let mut without_source = BTreeSet::new();
    for package in locked() {
        let Some(source) = package.source else {
            without_source.insert(package.name);
            continue;
        };
        assert!(source.starts_with("registry+https://"), "{} comes from {source}", package.name);
        let checksum = package.checksum.unwrap_or_default();
        assert_eq!(checksum.len(), 64, "{} has no checksum", package.name);
        registries.insert(source);
    }
    assert_eq!(registries.len(), 1, "{registries:?}");
    assert_eq!(without_source, members());
}

/// Shows: S4
#[test]
fn no_second_tls_stack_and_no_rsa_crate_is_locked() {
    let banned = ["rsa", "openssl", "openssl-sys", "native-tls", "boring", "wolfssl"];
    for package in locked() {
        assert!(!banned.contains(&package.name.as_str()), "{} is locked", package.name);
    }
}

/// Each entry names its advisory; if several versions are locked, each one is checked.
/// Shows: S4
#[test]
fn every_package_with_a_known_hole_is_locked_at_or_after_its_repair() {
    let repaired = [
        ("bytes", "1.11.1", "RUSTSEC-2026-0007"),
        ("h2", "0.4.16", "RUSTSEC-2026-0258"),
        ("hydration_context", "0.3.1", "leptos-rs/leptos#4747"),
        ("rustls", "0.23.45", "RUSTSEC-2026-0285"),
        ("rustls-webpki", "0.103.13", "RUSTSEC-2026-0104"),
        ("time", "0.3.47", "RUSTSEC-2026-0009"),
        ("tracing-subscriber", "0.3.20", "RUSTSEC-2025-0055"),
    ];
    let packages = locked();
    for (name, fixed, advisory) in repaired {
        let found = packages.iter().filter(|package| package.name == name).collect::<Vec<_>>();
        assert!(!found.is_empty(), "{name} is not used any more");
        for package in found {
            let version = Version::parse(&package.version).unwrap();
            assert!(version >= Version::parse(fixed).unwrap(), "{name} {version}: {advisory}");
        }
    }
}
