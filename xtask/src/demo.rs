//! `cargo xtask demo`: the demo page, a provider and a protected API on this machine; with `--edge`
//! the Worker of www/worker in workerd, and a provider.

use crate::run::{command, step};
use crate::{Result, build, machine};

/// What shows the page, and what shows the Worker.
pub(crate) const PAGE: &str = "www/server/main.mjs";
pub(crate) const WORKER: &str = "www/server/edge.mjs";

pub(crate) fn demo(server: &str) -> Result {
    build::build()?;
    machine::npm_packages()?;
    step("demo: Ctrl-C ends it");
    become_server(server)
}

/// Replaces this process, so that a signal to it ends the server.
#[cfg(unix)]
fn become_server(server: &str) -> Result {
    use std::os::unix::process::CommandExt;
    let error = command("node").arg(server).exec();
    Err(format!("could not start node: {error}"))
}

#[cfg(not(unix))]
fn become_server(server: &str) -> Result {
    crate::run::run(command("node").arg(server))
}
