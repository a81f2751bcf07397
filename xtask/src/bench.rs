//! `cargo xtask bench`: keyward beside others, in `tests/bench`.

use crate::machine::{chromium, npm_packages_of};
use crate::run::{command, run, step};
use crate::{Result, build};

/// It reports and is no test: a target that is missed is in its table, and nothing fails.
pub(crate) fn bench(options: &[&str]) -> Result {
    build::build()?;
    npm_packages_of("tests/bench", &["ci"], "the libraries in tests/bench/package-lock.json")?;
    step("node tests/bench/bench.mjs");
    run(command("node")
        .arg("tests/bench/bench.mjs")
        .args(options)
        .env("CHROMIUM", chromium()?.browser))
}
