//! The steps of `cargo xtask test`.

mod browser;
mod contents;
mod engines;
mod proof;
mod release;
pub(crate) mod rust;

use std::process::ExitCode;

use clap::ValueEnum;

use crate::chaos;
use crate::release::Release;
use crate::report::Outcome;
use crate::report::Report;
use crate::rows;
use crate::rows::Runner;
use crate::setup;
use crate::setup::Needs;
use crate::setup::Tools;
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
    /// People sign in while everything fails: a short run with a fixed seed.
    Chaos,
    /// The browser tests on the release build.
    Browser,
    /// The browser tests on the debug build.
    Debug,
    /// Signing in with Firefox and with `WebKit`, where this machine has them.
    Engines,
    /// The release behind a caching proxy, where this machine has one.
    Proxy,
    /// The security and fault rows, judged by what ran before.
    Rows,
}

/// Runs the parts, or all of them, and prints the summary. The exit code tells whether all of it held.
pub(crate) fn run(workspace: &Workspace, parts: &[Part]) -> ExitCode {
    let mut run = Run { workspace, parts, report: Report::default() };
    run.all();
    println!("{}", run.report.summary());
    if run.report.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Run<'a> {
    workspace: &'a Workspace,
    parts: &'a [Part],
    report: Report,
}

impl Run<'_> {
    fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// Goes on after a failure wherever the next step can still tell something.
    fn all(&mut self) {
        let workspace = self.workspace;
        let mut tools = None;
        self.report.step("set-up", || {
            tools = Some(setup::install(workspace, Needs::Release)?);
            Ok(Outcome::held())
        });
        let Some(mut tools) = tools else {
            self.report.not_run("everything else", "the tools are not there");
            return;
        };
        self.sources(&tools);
        let release = self.release(&tools);
        if self.wants(Part::Proof) {
            self.report
                .step("local-org against okta-auth-js", || proof::run(workspace, release.as_ref()));
        }
        if self.wants(Part::Chaos) {
            match &release {
                None => self.report.not_run(chaos::NAME, NO_RELEASE),
                Some(release) => {
                    self.report.step(chaos::NAME, || chaos::short(workspace, release));
                }
            }
        }
        if self.wants(Part::Browser) || self.wants(Part::Debug) {
            self.browser(&mut tools, release.as_ref());
        }
        self.engines(&tools, release.as_ref());
        if self.wants(Part::Rows) {
            let judged = rows::report(workspace, self.report.results(), self.parts.is_empty());
            self.report.step("rows", || judged);
        }
    }

    /// What needs nothing but the sources.
    fn sources(&mut self, tools: &Tools) {
        let workspace = self.workspace;
        if self.wants(Part::Fmt) {
            self.report.step("rustfmt", || rust::fmt(workspace));
        }
        if self.wants(Part::Clippy) {
            self.report.step("clippy, server side", || rust::clippy(workspace));
            self.report.step("clippy, browser side", || rust::clippy_wasm(workspace));
        }
        if self.wants(Part::Unit) {
            self.report.step("cargo test", || rust::unit(workspace));
        }
        if self.wants(Part::Doc) {
            self.report.step("documentation", || rust::doc(workspace));
        }
        if self.wants(Part::Deny) {
            self.report.step("cargo-deny", || rust::deny(workspace, tools));
        }
    }

    /// Builds and checks the release; hands it on when there is one.
    fn release(&mut self, tools: &Tools) -> Option<Release> {
        let workspace = self.workspace;
        let release = Release::of(workspace);
        let mut built = release.check().is_ok();
        if self.wants(Part::Release) {
            built = self.report.step("release build", || {
                crate::release::build(workspace, tools)?;
                Ok(Outcome::held())
            });
            release::checks(workspace, &release, built, &mut self.report);
        }
        if self.wants(Part::Sizes) {
            let name = "bytes of a first visit";
            if built {
                self.report.step(name, || release::sizes(workspace, &release));
            } else {
                self.report.not_run(name, NO_RELEASE);
            }
        }
        built.then_some(release)
    }

    fn browser(&mut self, tools: &mut Tools, release: Option<&Release>) {
        let workspace = self.workspace;
        let driven = self.report.step("set-up of a browser", || {
            setup::install_browser(workspace, tools)?;
            Ok(Outcome::held())
        });
        if self.wants(Part::Browser) {
            let name = "browser, release";
            match release {
                _ if !driven => self.report.not_run(name, NO_BROWSER),
                None => self.report.not_run(name, NO_RELEASE),
                Some(release) => {
                    self.report.step(name, || browser::release(workspace, tools, release));
                }
            }
        }
        if self.wants(Part::Debug) {
            let name = "browser, debug";
            let built = self.report.step("debug build", || browser::build_debug(workspace, tools));
            match (driven, built) {
                (false, _) => self.report.not_run(name, NO_BROWSER),
                (_, false) => self.report.not_run(name, "there is no debug build"),
                (true, true) => {
                    self.report.step(name, || browser::debug(workspace, tools));
                }
            }
        }
    }

    /// What not every machine can have is left out where it is not there, and its rows with it.
    fn engines(&mut self, tools: &Tools, release: Option<&Release>) {
        let workspace = self.workspace;
        if self.wants(Part::Engines) {
            let name = "browsers beside Chromium";
            let engines = setup::install_engines(workspace);
            for (engine, program) in [("Firefox", &engines.firefox), ("WebKit", &engines.webkit)] {
                if program.is_none() {
                    self.report.left_out(Runner::Engine, engine);
                }
            }
            match release {
                _ if engines.firefox.is_none() && engines.webkit.is_none() => {}
                None => self.report.not_run(name, NO_RELEASE),
                Some(release) => {
                    self.report.step(name, || engines::run(workspace, tools, release, &engines));
                }
            }
        }
        if self.wants(Part::Proxy) {
            let name = "caching proxy";
            match (setup::install_proxy(workspace), release) {
                (None, _) => self.report.left_out(Runner::Proxy, "nginx"),
                (_, None) => self.report.not_run(name, NO_RELEASE),
                (Some(nginx), Some(release)) => {
                    self.report
                        .step(name, || engines::behind_proxy(workspace, tools, release, &nginx));
                }
            }
        }
    }
}

const NO_RELEASE: &str = "there is no release build";
const NO_BROWSER: &str = "there is no browser";
