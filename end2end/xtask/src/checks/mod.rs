//! `cargo xtask test`: runs its steps one after another, and reports the promises and the scenarios.

mod browser;
mod engines;
mod playwright;
mod release;
pub(crate) mod rust;
mod step;

use std::process::ExitCode;

use anyhow::ensure;
use clap::ValueEnum;

use self::browser::Tests;
pub(crate) use self::step::Step;
pub(crate) use self::step::Wanted;
use crate::chaos;
use crate::ids;
use crate::ids::List;
use crate::release::Release;
use crate::report::Outcome;
use crate::report::Report;
use crate::setup;
use crate::setup::Needs;
use crate::setup::Tools;
use crate::workspace::Workspace;

/// Runs the selected steps, or all, and prints the summary. The exit code tells whether all passed.
pub(crate) fn run(workspace: &Workspace, wanted: &[Wanted]) -> ExitCode {
    let steps = Step::value_variants().iter().copied();
    let steps: Vec<Step> = steps
        .filter(|step| wanted.is_empty() || wanted.iter().any(|wanted| wanted.covers(*step)))
        .collect();
    let mut report = Report::default();
    let mut tools = None;
    report.line("set-up", || {
        tools = Some(setup::install(workspace, step::needs(&steps))?);
        Ok(Outcome::held())
    });
    if let Some(tools) = tools {
        let mut run = Run { workspace, tools, build_failed: false };
        for step in steps {
            report.step(step, || run.step(step));
        }
        for list in [List::Promises, List::Scenarios] {
            let judged = ids::report(workspace, list, report.results());
            report.line(&list.to_string(), || judged);
        }
    }
    concluded(&report)
}

/// Runs the scenarios of Okta alone, in Chromium, and prints each. The exit code tells whether all
/// passed.
pub(crate) fn scenarios(workspace: &Workspace) -> ExitCode {
    let mut report = Report::default();
    report.step(Step::Chromium, || {
        let tools = setup::install(workspace, Needs::Release)?;
        let mut run = Run { workspace, tools, build_failed: false };
        run.chromium(Tests::Scenarios)
    });
    let judged = ids::report(workspace, List::Scenarios, report.results());
    report.line(&List::Scenarios.to_string(), || judged);
    concluded(&report)
}

/// Prints the summary and returns the exit code.
fn concluded(report: &Report) -> ExitCode {
    println!("{}", report.summary());
    if report.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Run<'a> {
    workspace: &'a Workspace,
    tools: Tools,
    build_failed: bool,
}

impl Run<'_> {
    fn step(&mut self, step: Step) -> anyhow::Result<Outcome> {
        let workspace = self.workspace;
        match step {
            Step::Fmt => rust::fmt(workspace),
            Step::Clippy => rust::clippy(workspace),
            Step::ClippyWasm => rust::clippy_wasm(workspace),
            Step::Doc => rust::doc(workspace),
            Step::Deny => rust::deny(workspace, &self.tools),
            Step::Rust => rust::test(workspace),
            Step::Sdk => engines::sdk(workspace, &self.tools),
            Step::Release => self.build().map(|()| Outcome::held()),
            Step::Contents => release::without_local_org(&self.release()?),
            Step::Dependencies => release::names_its_dependencies(workspace, &self.release()?),
            Step::Settings => release::refuses_to_start(workspace, &self.release()?),
            Step::Sizes => release::sizes(workspace, &self.release()?),
            Step::Chromium => self.chromium(Tests::All),
            Step::Debug => {
                setup::install_browser(workspace, &mut self.tools)?;
                browser::debug(workspace, &self.tools)
            }
            Step::Engines => {
                let engines = setup::install_engines(workspace);
                if engines.firefox.is_none() && engines.webkit.is_none() {
                    return Ok(Outcome::lacking("Firefox, WebKit"));
                }
                engines::run(workspace, &self.release()?, &self.tools, &engines)
            }
            Step::Proxy => match setup::install_proxy(workspace) {
                Some(nginx) => {
                    engines::behind_proxy(workspace, &self.release()?, &self.tools, &nginx)
                }
                None => Ok(Outcome::lacking("nginx")),
            },
            Step::Chaos => chaos::short(workspace, &self.release()?),
        }
    }

    fn chromium(&mut self, tests: Tests) -> anyhow::Result<Outcome> {
        let release = self.release()?;
        setup::install_browser(self.workspace, &mut self.tools)?;
        browser::release(self.workspace, &self.tools, &release, tests)
    }

    fn build(&mut self) -> anyhow::Result<()> {
        self.build_failed = true;
        crate::release::build(self.workspace, &self.tools)?;
        self.build_failed = false;
        Ok(())
    }

    /// Returns the release, and builds it first if it is missing. A build that failed in this run
    /// is not repeated.
    fn release(&mut self) -> anyhow::Result<Release> {
        ensure!(!self.build_failed, "not run: there is no release build");
        let release = Release::of(self.workspace);
        if release.check().is_err() {
            self.build()?;
        }
        Ok(release)
    }
}
