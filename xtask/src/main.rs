//! `cargo xtask`: builds, measures, shows and tests keyward.
#![forbid(unsafe_code)]

mod anatomy;
mod bench;
mod build;
mod demo;
mod fuzz;
mod link;
mod machine;
mod run;
mod size;
mod test;
mod turns;
mod wasm;

use std::process::ExitCode;

/// What went wrong, ready to be printed.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "usage: cargo xtask COMMAND

  build                 the WebAssembly module and its glue in pkg/wasm, with sizes
  build --forced-trap   in target/forced-trap, a copy for the tests of recovery and of memory
  size                  what a page loads, by module; fails above xtask/budget.toml
  demo                  the demo page at a local OpenID provider, until Ctrl-C
                        (ISSUER=... CLIENT_ID=... for another provider, PORT=... for another port)
  demo --edge           the Worker of www/worker in a local workerd, at a local provider
  test [--only SUITE]   everything, or: host, wasm, browser, e2e, edge, packaging
  test --consumers      the packed package with Vite 8 and 7, webpack, esbuild, Rollup and Next, in Chromium
  test --edge-hosts     keyward/edge in Miniflare (KV, Durable Objects), Deno, Bun and edge-runtime
  bench [--only CASE,...] [--hosts HOST,...] [--rounds N]
                        beside other libraries: pkce, login, callback, idToken, refresh, cold, memory, flat
                        in node, chromium, workerd; a complete run is written down
  fuzz --seconds N [TARGET]
                        every reader of foreign text against a second one, N seconds each
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["build"] => build::build(),
        ["build", "--forced-trap"] => build::forced_trap().map(drop),
        ["size"] => size::size(true),
        ["demo"] => demo::demo(demo::PAGE),
        ["demo", "--edge"] => demo::demo(demo::WORKER),
        ["test"] => test::test(&test::SUITES),
        ["test", "--consumers"] => test::test(&[test::Suite::Consumers]),
        ["test", "--edge-hosts"] => test::test(&[test::Suite::EdgeHosts]),
        ["test", "--only", suites] => test::named(suites).and_then(|suites| test::test(&suites)),
        ["bench", options @ ..] => bench::bench(options),
        ["fuzz", "--seconds", seconds] => fuzz::fuzz(seconds, None),
        ["fuzz", "--seconds", seconds, target] => fuzz::fuzz(seconds, Some(target)),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
