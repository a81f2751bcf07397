//! `cargo xtask test`: every check, in suites that may not be empty.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::machine::{
    Chromium, bindgen, chromium, node, npm_packages, npm_packages_of, wasm_target,
};
use crate::run::{cargo, command, root, run, step, watch};
use crate::turns::{self, Turns};
use crate::{Result, build};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// The crate without a browser: format, lints, documentation, unit and integration tests.
    Host,
    /// wasm-bindgen-test in Node.
    Wasm,
    /// The same tests in headless Chromium.
    Browser,
    /// In Chromium: the demo page and the README's lines at a real provider, the package at a hostile one.
    E2e,
    /// The package in workerd and in Node, at both providers; in Node, every grant and the catalogue of providers
    /// at a recording server; GenAuth at one of our own.
    Edge,
    /// What npm would publish.
    Packaging,
    /// The same with every bundler that people use. Its tools take 430 MB and minutes: only when asked for.
    Consumers,
    /// The package in Miniflare, Deno, Bun and Vercel's edge runtime, the crate in a Worker; 360 MB and minutes: only when
    /// asked for.
    EdgeHosts,
}

pub(crate) const SUITES: [Suite; 6] =
    [Suite::Host, Suite::Wasm, Suite::Browser, Suite::E2e, Suite::Edge, Suite::Packaging];

impl Suite {
    fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
            Self::E2e => "e2e",
            Self::Edge => "edge",
            Self::Packaging => "packaging",
            Self::Consumers => "consumers",
            Self::EdgeHosts => "edge-hosts",
        }
    }
}

/// The suites in a list like `host,wasm`.
pub(crate) fn named(list: &str) -> Result<Vec<Suite>> {
    list.split(',')
        .map(|name| {
            SUITES.into_iter().find(|suite| suite.name() == name).ok_or_else(|| {
                format!("no suite `{name}`; there are {}", SUITES.map(Suite::name).join(", "))
            })
        })
        .collect()
}

pub(crate) fn test(suites: &[Suite]) -> Result {
    let mut total = Count::default();
    let mut table = format!("{:<12} {:>7} {:>7} {:>9}\n", "suite", "passed", "failed", "seconds");
    for group in groups(suites) {
        // What they print appears suite by suite.
        let turns = Turns::new(group.len());
        std::thread::scope(|scope| {
            let begin = |(at, suite): (usize, &Suite)| {
                let (place, suite) = (turns.place(at), *suite);
                scope.spawn(move || place.take(|| timed(suite)))
            };
            let running: Vec<_> = group.iter().enumerate().map(begin).collect();
            for (suite, running) in group.iter().zip(running) {
                let name = suite.name();
                let died = (Count { passed: 0, failed: 1 }, 0.0);
                let (count, seconds) = running.join().unwrap_or(died);
                let Count { passed, failed } = count;
                step(&format!("{name}: {passed} passed, {failed} failed"));
                table.push_str(&format!("{name:<12} {passed:>7} {failed:>7} {seconds:>9.1}\n"));
                total.add(count);
                turns.next();
            }
        });
    }
    let Count { passed, failed } = total;
    println!("\n{table}\n{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err("tests failed".to_owned()) }
}

/// Suites that run side by side, group after group: what has no bounds in time, beside what mostly waits for servers that
/// hang. Chromium and what is bounded in time run apart: together they make each other late.
fn groups(suites: &[Suite]) -> Vec<&[Suite]> {
    suites.chunk_by(|one, next| (*one, *next) == (Suite::Edge, Suite::Packaging)).collect()
}

fn timed(suite: Suite) -> (Count, f32) {
    let started = Instant::now();
    let mut count = Count::default();
    if let Err(message) = run_suite(suite, &mut count) {
        count.fail(&message);
    }
    if count == Count::default() {
        count.fail("the suite ran no test");
    }
    (count, started.elapsed().as_secs_f32())
}

fn run_suite(suite: Suite, count: &mut Count) -> Result {
    match suite {
        Suite::Host => host(count),
        Suite::Wasm => wasm(count),
        Suite::Browser => browser(count),
        Suite::E2e => {
            build::build()?;
            let env =
                [("CHROMIUM", chromium()?.browser), ("KEYWARD_FORCED_TRAP", build::forced_trap()?)];
            node_tests(&["e2e", IN_A_PAGE[0], IN_A_PAGE[1]], &env, count)
        }
        Suite::Edge => {
            build::build()?;
            let copy = [("KEYWARD_FORCED_TRAP", build::forced_trap()?)];
            node_tests(&["edge", "oauth", "hostile", "providers", "genauth"], &copy, count)
        }
        Suite::Packaging => {
            match crate::size::size(false) {
                Ok(()) => count.passed += 1,
                Err(message) => count.fail(&message),
            }
            let chromium = [("CHROMIUM", chromium()?.browser)];
            node_tests(&["types", "packaging"], &chromium, count)
        }
        Suite::Consumers => {
            build::build()?;
            let packages = "the bundlers in tests/consumers/package-lock.json (about 430 MB)";
            npm_packages_of("tests/consumers", &["install", "--no-save"], packages)?;
            let chromium = [("CHROMIUM", chromium()?.browser)];
            node_tests(&[CONSUMERS], &chromium, count)
        }
        Suite::EdgeHosts => {
            build::build()?;
            let packages = "the hosts in tests/edge-hosts/package-lock.json (about 360 MB)";
            npm_packages_of("tests/edge-hosts", &["install", "--no-save"], packages)?;
            node_tests(&EDGE_HOSTS, &[("KEYWARD_WORKER_RS", build::worker_rs()?)], count)
        }
    }
}

fn host(count: &mut Count) -> Result {
    wasm_target()?;
    // xtask/bindgen is left out: its dependencies would have to be compiled once more, for two short files.
    let ours = ["--package", "keyward", "--package", "xtask"];
    let deny = ["--", "-D", "warnings"];
    let wasm32 = ["--target", "wasm32-unknown-unknown"];
    let checks = [
        ("cargo fmt --check", cargo(["fmt", "--all", "--check"])),
        ("cargo fmt --check, the Worker", {
            let mut fmt = cargo(["fmt", "--check", "--manifest-path"]);
            fmt.arg(build::WORKER_RS);
            fmt
        }),
        ("clippy", {
            let mut clippy = cargo(["clippy", "--quiet", "--all-targets"]);
            clippy.args(ours).args(deny);
            clippy
        }),
        ("clippy, wasm32", {
            let mut clippy = cargo(["clippy", "--quiet", "--all-targets", "--package", "keyward"]);
            clippy.args(wasm32).args(deny);
            clippy
        }),
        ("cargo doc", {
            let mut doc = cargo(["doc", "--quiet", "--no-deps", "--package", "keyward"]);
            doc.env("RUSTDOCFLAGS", "-D warnings");
            doc
        }),
        ("cargo doc, wasm32", {
            // The third room of the crate exists there only.
            let mut doc = cargo(["doc", "--quiet", "--no-deps", "--package", "keyward"]);
            doc.args(wasm32).args(["--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings");
            doc
        }),
    ];
    for (name, mut check) in checks {
        step(name);
        if let Err(message) = run(&mut check) {
            count.fail(&message);
        }
    }
    step("cargo check: www/worker-rs");
    if let Err(message) = build::check_worker_rs() {
        count.fail(&message);
    }
    step("cargo test");
    let mut test = cargo(["test", "--no-fail-fast"]);
    test.args(ours);
    count.watch(&mut test, rust_count)
}

fn wasm(count: &mut Count) -> Result {
    node()?;
    wasm_bindgen_test("wasm_node", &[], count)
}

fn browser(count: &mut Count) -> Result {
    let Chromium { driver, .. } = chromium()?;
    wasm_bindgen_test("wasm_browser", &[("CHROMEDRIVER", driver)], count)
}

fn wasm_bindgen_test(host: &str, env: &[(&str, PathBuf)], count: &mut Count) -> Result {
    wasm_target()?;
    let runner = bindgen("wasm-test-runner")?;
    step(host);
    let mut test = cargo([
        "test",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "keyward",
        "--test",
        host,
    ]);
    // The runner takes the first driver that it is told of: it shall be told of one.
    test.env_remove("GECKODRIVER").env_remove("SAFARIDRIVER").env_remove("CHROMEDRIVER");
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    // Most of a module would be that, and the runner reads all of it; a failed assertion says where it stands anyway.
    test.env("CARGO_PROFILE_DEV_DEBUG", "0");
    test.envs(env.iter().map(|(name, path)| (name, path)));
    count.watch(&mut test, rust_count)
}

/// A file and not its directory, which is full of other people's tests.
const CONSUMERS: &str = "consumers/consumers.test.mjs";

/// Files again, for the same reason.
const EDGE_HOSTS: [&str; 4] = [
    "edge-hosts/examples.test.mjs",
    "edge-hosts/miniflare.test.mjs",
    "edge-hosts/others.test.mjs",
    "edge-hosts/worker-rs.test.mjs",
];

/// Hostile tests in Chromium; their directory holds the same for Node and workerd.
const IN_A_PAGE: [&str; 2] = ["hostile/chromium.test.mjs", "hostile/recovery-chromium.test.mjs"];

/// Runs files, and the files `*.test.mjs` in directories, of tests/ with Node's own runner.
fn node_tests(paths: &[&str], env: &[(&str, PathBuf)], count: &mut Count) -> Result {
    npm_packages()?;
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        collect_tests(&root().join("tests").join(path), &mut files);
        if files.len() == before {
            return Err(format!("no *.test.mjs in tests/{path}"));
        }
    }
    files.retain(|file| IN_A_PAGE.iter().all(|page| paths.contains(page) || !file.ends_with(page)));
    step(&format!("node --test tests/{{{}}}", paths.join(",")));
    let reporter = if std::io::stdout().is_terminal() { "spec" } else { "tap" };
    let mut test = command("node");
    // It bounds a whole file, too, and other suites run beside it; Next alone takes a minute for a page.
    let minutes = if paths.contains(&CONSUMERS) { 15 } else { 10 };
    test.arg("--test").arg(format!("--test-timeout={}", minutes * 60_000));
    test.args(["--test-reporter", reporter]);
    // Node's own choice is one less than there are cores, which on two of them is one file at a time. Files wait for
    // servers that hang and for browsers; what is bounded in time is judged again alone where it was late.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    test.arg(format!("--test-concurrency={}", cores.saturating_sub(1).max(2)));
    test.args(files).envs(env.iter().map(|(name, path)| (name, path)));
    count.watch(&mut test, node_count)
}

fn collect_tests(path: &Path, files: &mut Vec<PathBuf>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| collect_tests(path, files));
    } else if path.is_file() && path.to_string_lossy().ends_with(".test.mjs") {
        files.push(path.to_path_buf());
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Count {
    passed: u64,
    failed: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    fn fail(&mut self, message: &str) {
        turns::eprint(format!("xtask: {message}"));
        self.failed += 1;
    }

    /// Runs a command and counts what it says; one that fails without a count is one failure.
    fn watch(&mut self, test: &mut std::process::Command, counted: fn(&str) -> Self) -> Result {
        let (text, succeeded) = watch(test)?;
        let found = counted(&without_colours(&text));
        self.add(found);
        match (succeeded, found) {
            (false, Self { failed: 0, .. }) => {
                Err("the test command failed, and not by a test".to_owned())
            }
            (_, Self { passed: 0, failed: 0 }) => Err("the test command ran no test".to_owned()),
            _ => Ok(()),
        }
    }
}

/// Node colours its report for a terminal even where its output goes through a pipe first.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split("\u{1b}[");
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or(piece, |(_, rest)| rest));
    }
    plain
}

/// `test result: ok. 12 passed; 0 failed; …`, by libtest and by wasm-bindgen-test.
fn rust_count(text: &str) -> Count {
    let mut count = Count::default();
    for line in text.lines().filter(|line| line.starts_with("test result: ")) {
        let before = |word: &str| -> u64 {
            let counted =
                line.split([';', '.']).map(str::trim).find_map(|part| part.strip_suffix(word));
            counted.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        count.add(Count { passed: before("passed"), failed: before("failed") });
    }
    count
}

/// `# pass 12`, `# fail 0` and `# cancelled 0` (tap) or the same behind `ℹ` (spec).
fn node_count(text: &str) -> Count {
    let mut count = Count::default();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        if !matches!(words.next(), Some("#" | "ℹ")) {
            continue;
        }
        match (words.next(), words.next().and_then(|number| number.parse::<u64>().ok())) {
            (Some("pass"), Some(number)) => count.passed += number,
            (Some("fail" | "cancelled"), Some(number)) => count.failed += number,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{Count, SUITES, groups, node_count, rust_count, without_colours};

    #[test]
    fn what_has_no_bounds_in_time_runs_beside_what_waits() {
        let sizes: Vec<usize> = groups(&SUITES).iter().map(|group| group.len()).collect();
        assert_eq!(sizes, [1, 1, 1, 1, 2]);
    }

    #[test]
    fn results_of_several_test_binaries_add_up() {
        let text = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\n\
                    test result: FAILED. 3 passed; 1 failed; 1 ignored; 0 filtered out; finished in 0.01s\n";
        assert_eq!(rust_count(text), Count { passed: 5, failed: 1 });
    }

    #[test]
    fn counts_are_read_in_colour() {
        let text = without_colours("\u{1b}[34mℹ pass 7\u{1b}[39m\n\u{1b}[34mℹ fail 1\u{1b}[39m\n");
        assert_eq!(node_count(&text), Count { passed: 7, failed: 1 });
    }

    #[test]
    fn both_reporters_of_node_are_read() {
        let expected = Count { passed: 7, failed: 3 };
        assert_eq!(
            node_count("# tests 10\n# pass 7\n# fail 2\n# cancelled 1\n# skipped 0\n"),
            expected
        );
        assert_eq!(node_count("ℹ pass 7\nℹ fail 2\nℹ cancelled 1\nℹ duration_ms 12.5\n"), expected);
    }
}
