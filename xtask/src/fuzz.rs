//! `cargo xtask fuzz`: every reader of foreign text, fed with mutations of the seeds in tests/fuzz.

use std::process::{Command, Stdio};

use crate::Result;
use crate::run::{command, root, run, step};

/// The bytes of an input, by target: as long as its subject needs, for the shorter the more runs.
const TARGETS: [(&str, u32); 13] = [
    ("base64url", 128),
    ("callback", 128),
    ("cas", 256),
    ("device_code", 192),
    ("form", 96),
    ("json", 128),
    ("jwks", 1024),
    ("jwt", 256),
    ("metadata", 256),
    ("return_target", 64),
    ("token_response", 192),
    ("url_guard", 64),
    ("www_authenticate", 96),
];

/// Runs the target of that name, or all, for some seconds each.
pub(crate) fn fuzz(seconds: &str, only: Option<&str>) -> Result {
    let seconds: u32 = match seconds.parse() {
        Ok(seconds) if seconds > 0 => seconds,
        _ => return Err(format!("--seconds {seconds}: not a whole number above 0")),
    };
    let targets: Vec<_> =
        TARGETS.into_iter().filter(|(name, _)| only.is_none_or(|only| only == *name)).collect();
    if targets.is_empty() {
        return Err(format!(
            "no such target; there are {}",
            TARGETS.map(|(name, _)| name).join(", ")
        ));
    }
    tools()?;
    step(&format!(
        "{} targets, {seconds} s each, one after the other; the build takes about a minute the first time",
        targets.len()
    ));
    run(&mut cargo_fuzz("build", &[]))?;
    let mut table =
        format!("{:<18} {:>12} {:>12} {:>9}\n", "target", "executions", "per second", "findings");
    let mut findings = 0;
    for (name, longest) in targets {
        step(name);
        let Outcome { executions, failed, log } = execute(name, longest, seconds)?;
        findings += u32::from(failed);
        if failed {
            // Its last words: the panic, and where the input lies.
            let tail: Vec<&str> = log.lines().rev().take(40).collect();
            eprintln!("{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n"));
        }
        let rate = executions / u64::from(seconds);
        table.push_str(&format!(
            "{name:<18} {executions:>12} {rate:>12} {:>9}\n",
            u32::from(failed)
        ));
    }
    println!("\n{table}");
    match findings {
        0 => Ok(()),
        _ => Err(format!(
            "{findings} targets stopped at a finding; the inputs are in tests/fuzz/artifacts"
        )),
    }
}

struct Outcome {
    executions: u64,
    failed: bool,
    log: String,
}

fn execute(name: &str, longest: u32, seconds: u32) -> Result<Outcome> {
    let corpus = format!("tests/fuzz/corpus/{name}");
    std::fs::create_dir_all(root().join(&corpus)).map_err(|error| format!("{corpus}: {error}"))?;
    let seeds = format!("tests/fuzz/seeds/{name}");
    let (longest, seconds) = (format!("-max_len={longest}"), format!("-max_total_time={seconds}"));
    let more = [name, &corpus, &seeds, "--", &longest, &seconds, "-print_final_stats=1"];
    let mut fuzzer = cargo_fuzz("run", &more);
    let out = fuzzer.output().map_err(|error| format!("could not start cargo-fuzz: {error}"))?;
    let log = String::from_utf8_lossy(&out.stderr).into_owned();
    let stat = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let executions = stat.and_then(|count| count.trim().parse().ok()).unwrap_or(0);
    if executions == 0 && out.status.success() {
        return Err(format!("{name} executed nothing"));
    }
    Ok(Outcome { executions, failed: !out.status.success(), log })
}

// Without a sanitizer: the crate forbids unsafe code, so one would see little and cost runs.
fn cargo_fuzz(subcommand: &str, more: &[&str]) -> Command {
    let mut fuzz = command("cargo");
    // What `cargo run` said about xtask and its toolchain.
    for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        fuzz.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            fuzz.env_remove(name);
        }
    }
    fuzz.args(["+nightly", "fuzz", subcommand, "--fuzz-dir", "tests/fuzz", "--sanitizer", "none"]);
    fuzz.args(more);
    fuzz
}

fn tools() -> Result {
    if !succeeds(command("cargo").args(["+nightly", "--version"])) {
        return Err("a nightly toolchain is needed, for its coverage counters: \
             rustup toolchain install nightly --profile minimal"
            .to_owned());
    }
    if succeeds(command("cargo").args(["fuzz", "--version"])) {
        return Ok(());
    }
    step("cargo install cargo-fuzz --locked (about a minute)");
    run(command("cargo").args(["+nightly", "install", "cargo-fuzz", "--locked"]))
}

fn succeeds(command: &mut Command) -> bool {
    command.env_remove("RUSTUP_TOOLCHAIN").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
