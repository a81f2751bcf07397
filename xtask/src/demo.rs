//! `cargo xtask demo`: the demo page, a provider and a protected API on this machine.

use crate::run::{command, step};
use crate::{Result, build, machine};

pub(crate) fn demo() -> Result {
    build::build()?;
    machine::npm_packages()?;
    step("demo: Ctrl-C ends it");
    become_server()
}

/// Replaces this process, so that a signal to it ends the server.
#[cfg(unix)]
fn become_server() -> Result {
    use std::os::unix::process::CommandExt;
    let error = command("node").arg("www/server/main.mjs").exec();
    Err(format!("could not start node: {error}"))
}

#[cfg(not(unix))]
fn become_server() -> Result {
    crate::run::run(command("node").arg("www/server/main.mjs"))
}
