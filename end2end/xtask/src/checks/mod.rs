//! The steps of `cargo xtask test`.

mod browser;
mod contents;
mod proof;
mod release;
mod rust;

use std::process::ExitCode;

use clap::ValueEnum;

use crate::release::Release;
use crate::report::Outcome;
use crate::report::Report;
use crate::setup;
use crate::setup::Needs;
use crate::workspace::Workspace;

/// A part of the tests that can be run by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// The layout of the code.
    Fmt,
    /// Lints, of the server's side and of the browser's.
    Clippy,
    /// Unit, integration and documentation tests.
    Unit,
    /// Links and syntax of the documentation.
    Doc,
    /// Licences, bans and sources of the dependencies.
    Deny,
    /// Building the release, and what must not be in it.
    Release,
    /// Bytes of a first visit.
    Sizes,
    /// The emulated org against Okta's own JavaScript SDK.
    Proof,
    /// The browser tests on the release build.
    Browser,
    /// The browser tests on the debug build.
    Debug,
}

/// Runs the parts, or all of them, and prints the summary. The exit code tells whether all of it held.
pub(crate) fn run(workspace: &Workspace, parts: &[Part]) -> ExitCode {
    let mut report = Report::default();
    let mut tools = None;
    let wants = |part| parts.is_empty() || parts.contains(&part);
    let ready = report.step("set-up", || {
        tools = Some(setup::install(workspace, Needs::TESTS)?);
        Ok(Outcome::held())
    });
    let Some(tools) = tools.filter(|_| ready) else {
        report.not_run("everything else", "the tools are not there");
        return finish(&report);
    };
    if wants(Part::Fmt) {
        report.step("rustfmt", || rust::fmt(workspace));
    }
    if wants(Part::Clippy) {
        report.step("clippy, server side", || rust::clippy(workspace));
        report.step("clippy, browser side", || rust::clippy_wasm(workspace));
    }
    if wants(Part::Unit) {
        report.step("cargo test", || rust::unit(workspace));
    }
    if wants(Part::Doc) {
        report.step("documentation", || rust::doc(workspace));
    }
    if wants(Part::Deny) {
        rust::deny(workspace, &mut report);
    }
    let release = Release::of(workspace);
    let mut built = release.check().is_ok();
    if wants(Part::Release) {
        built = report.step("release build", || {
            crate::release::build(workspace, &tools)?;
            Ok(Outcome::held())
        });
        release::checks(workspace, &release, built, &mut report);
    }
    let absent = "there is no release build";
    if wants(Part::Sizes) {
        if built {
            report.step("bytes of a first visit", || release::sizes(workspace, &release));
        } else {
            report.not_run("bytes of a first visit", absent);
        }
    }
    if wants(Part::Proof) {
        report.step("local-org against okta-auth-js", || {
            proof::run(workspace, built.then_some(&release))
        });
    }
    if wants(Part::Browser) {
        if built {
            report.step("browser, release", || browser::release(workspace, &tools, &release));
        } else {
            report.not_run("browser, release", absent);
        }
    }
    if wants(Part::Debug) {
        if report.step("debug build", || browser::build_debug(workspace, &tools)) {
            report.step("browser, debug", || browser::debug(workspace, &tools));
        } else {
            report.not_run("browser, debug", "there is no debug build");
        }
    }
    finish(&report)
}

fn finish(report: &Report) -> ExitCode {
    println!("{}", report.summary());
    if report.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
