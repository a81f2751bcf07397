//! `cargo xtask build`: Rust → WebAssembly → glue → pkg/wasm.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use crate::Result;
use crate::link;
use crate::machine::{bindgen, hash, npm_packages, wasm_target};
use crate::run::{cargo, command, output, root, run, step, target};
use crate::turns;
use crate::wasm::without_custom_sections;

/// Never `--all-features`: wasm-opt would then write modules that Node 20 does not compile.
/// It reads the features in use from the module; only afterwards may that section go.
const KEEP_NAMES: &str = "--debuginfo";

/// Flat code between two rounds makes it 2 % smaller in the end. Low memory is the end of the stack:
/// nothing is ever placed there.
const SMALLEST: &[&str] = &[
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=30",
    // Engines ignore what loads and stores say of alignment.
    "--dealign",
    // What it saves is new to brotli, what it replaces is not.
    "--skip-pass=local-cse",
];

/// Nobody downloads a server's module with every visit: there, speed counts.
const FASTEST: &[&str] = &["-O3"];

/// A WebAssembly module of the package.
pub(crate) struct Module {
    /// The file is `<name>_bg.wasm`.
    pub(crate) name: &'static str,
    features: &'static [&'static str],
    /// Whether it is linked for size.
    small: bool,
    optimise: &'static [&'static str],
}

/// The whole, for servers and the edge; what a page loads; what a page of `keyward/browser` alone
/// loads. All speak through the glue of the first.
pub(crate) const MODULES: [Module; 3] = [
    Module {
        name: "edge",
        features: &["--features", "silent-panic", "--config", "profile.release.opt-level=2"],
        small: false,
        optimise: FASTEST,
    },
    Module {
        name: "keyward",
        features: &["--no-default-features", "--features", "browser,oauth,silent-panic"],
        small: true,
        optimise: SMALLEST,
    },
    Module {
        name: "session",
        features: &["--no-default-features", "--features", "browser,silent-panic"],
        small: true,
        optimise: SMALLEST,
    },
];

const FORCED_TRAP: [&str; 2] = ["--features", "silent-panic,forced-trap"];

impl Module {
    // Elsewhere for each: cargo would take one module for the other.
    fn directory(&self) -> PathBuf {
        target().join("wasm").join(self.name)
    }

    /// What cargo and wasm-bindgen made, names included: `size` looks into it.
    pub(crate) fn with_names(&self) -> PathBuf {
        self.directory().join("keyward_bg.wasm")
    }

    /// What is packaged, with the names of its functions: `size` says by them what the bytes are.
    pub(crate) fn optimised(&self) -> PathBuf {
        self.directory().join("optimised.wasm")
    }

    fn glue(&self) -> PathBuf {
        self.directory().join("keyward.js")
    }

    /// Relative to the root.
    pub(crate) fn packaged(&self) -> String {
        format!("pkg/wasm/{}_bg.wasm", self.name)
    }
}

/// Once in a process: suites that run side by side find it done.
pub(crate) fn build() -> Result {
    static BUILT: Mutex<Option<()>> = Mutex::new(None);
    once(&BUILT, make)
}

fn once<T: Clone>(done: &Mutex<Option<T>>, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut done = done.lock().map_err(|_| "a build died".to_owned())?;
    match &*done {
        Some(result) => Ok(result.clone()),
        None => Ok(done.insert(work()?).clone()),
    }
}

fn make() -> Result {
    npm_packages()?;
    wasm_target()?;
    // First, because it also makes cargo unpack the sources whose paths are remapped.
    let bindgen = bindgen("bindgen")?;
    let packaged = root().join("pkg/wasm");
    std::fs::create_dir_all(&packaged)
        .map_err(|error| format!("{}: {error}", packaged.display()))?;
    // Side by side: each is optimised as a whole, on one core.
    std::thread::scope(|scope| {
        let bindgen = &bindgen;
        let builds = MODULES.map(|module| {
            let place = turns::here();
            scope.spawn(move || match place {
                Some(place) => place.take(|| one(module, bindgen)),
                None => one(module, bindgen),
            })
        });
        builds
            .into_iter()
            .try_for_each(|build| build.join().unwrap_or_else(|_| Err("a build died".to_owned())))
    })?;
    let [whole, smaller @ ..] = &MODULES;
    for module in smaller {
        speaks_through(&module.glue(), &whole.glue())?;
    }
    copy_if_there(&whole.glue(), &packaged.join("keyward.js"))?;
    for module in smaller {
        // Beside the module, so that a bundle without a bundler's help finds it beside itself.
        let url = packaged.join(format!("{}_url.js", module.name));
        let text = format!(
            "export const url = () => new URL('{}_bg.wasm', import.meta.url);\n",
            module.name
        );
        std::fs::write(&url, text).map_err(|error| format!("{}: {error}", url.display()))?;
    }
    write_inline(&packaged)?;
    bundle_for_node()?;
    for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        copy_if_there(&root().join(file), &root().join("pkg").join(file))?;
    }
    let mut files: Vec<String> = MODULES.iter().map(Module::packaged).collect();
    files.push("pkg/wasm/keyward.js".to_owned());
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    crate::size::print(&crate::size::measure("files", &files)?);
    Ok(())
}

/// `keyward/inline`: the module of a page as text.
fn write_inline(packaged: &Path) -> Result {
    let (module, script) = (packaged.join("keyward_bg.wasm"), packaged.join("inline.js"));
    let program = "const [from, to] = process.argv.slice(1); const fs = require('fs');
        fs.writeFileSync(to, `export default '${fs.readFileSync(from).toString('base64')}';\n`)";
    run(command("node").args(["--eval", program]).arg(module).arg(script))
}

/// What Node imports, Deno and Bun too: one file for an entry and one for all that they share. Of a
/// dozen files, finding and reading them would take longer than the rest of a cold start.
fn bundle_for_node() -> Result {
    let bundles = root().join("pkg/node");
    if bundles.is_dir() {
        std::fs::remove_dir_all(&bundles)
            .map_err(|error| format!("{}: {error}", bundles.display()))?;
    }
    run(command("node").arg("tests/node_modules/esbuild/bin/esbuild").args([
        "keyward=pkg/entry/node.js",
        "browser=pkg/entry/session-node.js",
        "edge=pkg/entry/edge-node.js",
        "genauth=pkg/entry/genauth-node.js",
        "providers=pkg/entry/providers-node.js",
        "--bundle",
        "--splitting",
        "--format=esm",
        "--platform=node",
        "--target=node20",
        "--minify-whitespace",
        "--minify-syntax",
        "--chunk-names=shared-[hash]",
        "--outdir=pkg/node",
        "--log-level=warning",
    ]))
}

/// One glue serves all modules: all that it does for the smaller one it does in the same words for the whole.
fn speaks_through(smaller: &Path, whole: &Path) -> Result {
    let (smaller, whole) = (text(smaller)?, text(whole)?);
    match smaller.lines().find(|line| !whole.lines().any(|other| other == *line)) {
        None => Ok(()),
        Some(line) => Err(format!("a page's module needs other glue than the whole one: {line}")),
    }
}

/// A copy of the package for the tests of what an instance leaves behind: its module has a function
/// that traps, and never uses memory twice.
pub(crate) fn forced_trap() -> Result<PathBuf> {
    static MADE: Mutex<Option<PathBuf>> = Mutex::new(None);
    once(&MADE, make_forced_trap)
}

fn make_forced_trap() -> Result<PathBuf> {
    let copy = target().join("forced-trap");
    let bindgen = bindgen("bindgen")?;
    let compiled = compile(&FORCED_TRAP, &copy.join("cargo"))?;
    run(command(bindgen).arg(compiled).arg(copy.join("wasm")).arg("--keep-freed"))?;
    for module in MODULES {
        copy_if_there(
            &root().join(format!("pkg/wasm/{}_url.js", module.name)),
            &copy.join(format!("wasm/{}_url.js", module.name)),
        )?;
        if module.name != "keyward" {
            copy_if_there(
                &copy.join("wasm/keyward_bg.wasm"),
                &copy.join(format!("wasm/{}_bg.wasm", module.name)),
            )?;
        }
    }
    let package = root().join("pkg");
    for folder in ["entry", "src", "genauth", "node"] {
        let there = |error| format!("{folder}: {error}");
        std::fs::create_dir_all(copy.join(folder)).map_err(there)?;
        for file in std::fs::read_dir(package.join(folder)).map_err(there)?.flatten() {
            copy_if_there(&file.path(), &copy.join(folder).join(file.file_name()))?;
        }
    }
    copy_if_there(&package.join("package.json"), &copy.join("package.json"))?;
    Ok(copy)
}

/// Where the Worker in Rust lies, which is no member of the workspace.
pub(crate) const WORKER_RS: &str = "www/worker-rs/Cargo.toml";

/// What a Rust Worker needs of the crate is there: it compiles. In the target directory of all, where much of it is
/// checked already.
pub(crate) fn check_worker_rs() -> Result {
    run(worker_rs_cargo("check").arg("--target-dir").arg(target()))
}

/// The same with its glue, for the test that runs it.
pub(crate) fn worker_rs() -> Result<PathBuf> {
    step("cargo build: www/worker-rs (minutes the first time)");
    let out = target().join("worker-rs");
    // Nobody debugs it, and most of the module would be that.
    let without = ["--config", "profile.dev.debug=0"];
    run(worker_rs_cargo("build").args(without).arg("--target-dir").arg(&out))?;
    let glue = out.join("glue");
    let module = out.join("wasm32-unknown-unknown/debug/keyward_worker_rs.wasm");
    run(command(bindgen("bindgen")?).arg(module).arg(&glue).arg("--plain"))?;
    Ok(glue)
}

fn worker_rs_cargo(verb: &str) -> Command {
    let mut cargo = cargo([verb, "--quiet", "--locked", "--manifest-path", WORKER_RS]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    cargo
}

/// Cargo's module, in a target directory of its own.
fn compile(features: &[&str], target: &Path) -> Result<PathBuf> {
    step(&format!("cargo rustc --release --target wasm32-unknown-unknown {}", features.join(" ")));
    run(cargo([
        "rustc",
        "--release",
        "--lib",
        "--package",
        "keyward",
        "--target",
        "wasm32-unknown-unknown",
        // Next to an rlib, cargo leaves link-time optimisation out: 2 kB more (brotli).
        "--crate-type",
        "cdylib",
    ])
    .args(features)
    .args(["--config", &remapped_paths()?])
    .arg("--target-dir")
    .arg(target)
    .args(["--", "--emit=llvm-bc"]))?;
    Ok(target.join("wasm32-unknown-unknown/release/keyward.wasm"))
}

fn one(module: Module, bindgen: &Path) -> Result {
    let compiled = compile(module.features, &module.directory().join("cargo"))?;
    let packaged = root().join(module.packaged());
    let stamp = module.directory().join("stamp");
    let source = if module.small { link::bitcode(&compiled) } else { compiled.clone() };
    let inputs = hash([
        read(&source)?.as_slice(),
        link::flags().join(" ").as_bytes(),
        format!("{:?}", std::fs::metadata(bindgen).and_then(|file| file.modified())).as_bytes(),
        read(&root().join("tests/node_modules/binaryen/package.json"))?.as_slice(),
        module.optimise.join(" ").as_bytes(),
    ]);
    // The outputs too: a build in another target directory writes to the same place.
    let state = || -> Result<String> {
        let outputs = hash([
            read(&module.glue())?.as_slice(),
            &read(&packaged)?,
            &read(&module.with_names())?,
            &read(&module.optimised())?,
        ]);
        Ok(format!("{inputs} {outputs}"))
    };
    let built = std::fs::read_to_string(&stamp).ok();
    if built.is_some() && built == state().ok() {
        return Ok(());
    }
    step(&format!("{}: wasm-bindgen, wasm-opt", module.name));
    let linked = if module.small { module.directory().join("linked.wasm") } else { source };
    if module.small {
        link::again(&compiled, &linked)?;
    }
    run(command(bindgen).arg(&linked).arg(module.directory()))?;
    run(command("node")
        .arg("tests/node_modules/binaryen/bin/wasm-opt")
        .arg(module.with_names())
        .args(module.optimise)
        .arg(KEEP_NAMES)
        .arg("-o")
        .arg(module.optimised()))?;
    let plain = without_custom_sections(&read(&module.optimised())?)
        .ok_or_else(|| format!("wasm-opt wrote a module for {} that is cut short", module.name))?;
    std::fs::write(&packaged, plain).map_err(|error| format!("{}: {error}", packaged.display()))?;
    std::fs::write(&stamp, state()?).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Panic messages hold the paths of sources: none of this machine may be among them.
/// As `--config`, so that the flags of .cargo/config.toml stay; of several prefixes that fit, the last one counts.
fn remapped_paths() -> Result<String> {
    let mut flags = String::new();
    for (from, to) in machine_paths()? {
        let from = from.to_string_lossy();
        flags.push_str(&format!("'--remap-path-prefix={from}={to}',"));
    }
    Ok(format!("target.wasm32-unknown-unknown.rustflags=[{flags}]"))
}

/// Directories of this machine that a compiled module may name, and what they are called instead.
pub(crate) fn machine_paths() -> Result<Vec<(PathBuf, &'static str)>> {
    let home = std::env::home_dir().filter(|path| path.is_absolute());
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(home.as_ref()?.join(".cargo")));
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))?;
    let mut paths = Vec::new();
    paths.extend(home.map(|path| (path, "home")));
    if let Some(cargo_home) = cargo_home {
        let mut registries: Vec<PathBuf> = std::fs::read_dir(cargo_home.join("registry/src"))
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        registries.sort();
        paths.push((cargo_home, "cargo"));
        paths.extend(registries.into_iter().map(|path| (path, "crates")));
    }
    paths.push((PathBuf::from(sysroot.trim()), "rust"));
    paths.push((root().to_path_buf(), "keyward"));
    Ok(paths)
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn copy_if_there(from: &Path, to: &Path) -> Result {
    if !from.is_file() {
        return Ok(());
    }
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", to.display()))
}
