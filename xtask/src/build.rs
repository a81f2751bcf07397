//! `cargo xtask build`: Rust → WebAssembly → glue → pkg/wasm.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::machine::{bindgen, hash, npm_packages, wasm_target};
use crate::run::{cargo, command, output, root, run, step, target};

/// Never `--all-features`: wasm-opt would then write modules that Node 20 does not compile.
/// It reads the features in use from the module; only afterwards may that section go.
/// Flat code between two rounds makes it 2 % smaller in the end. Low memory is the end of the stack:
/// nothing is ever placed there.
const WASM_OPT: [&str; 11] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=100",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// What cargo and wasm-bindgen made, names included: `size` looks into it.
pub(crate) fn with_names() -> PathBuf {
    target().join("keyward").join("keyward_bg.wasm")
}

pub(crate) fn build() -> Result {
    let packaged = root().join("pkg/wasm");
    module(&packaged)?;
    for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        copy_if_there(&root().join(file), &root().join("pkg").join(file))?;
    }
    let files = ["pkg/wasm/keyward_bg.wasm", "pkg/wasm/keyward.js"];
    crate::size::print(&crate::size::measure("files", &files)?);
    Ok(())
}

/// A copy of the package for the tests of what an instance leaves behind: its module has a function
/// that traps, and never uses memory twice.
pub(crate) fn forced_trap() -> Result<PathBuf> {
    let copy = target().join("forced-trap");
    let bindgen = bindgen("bindgen")?;
    // Elsewhere, or cargo would take one module for the other.
    let compiled = compile("silent-panic,forced-trap", &copy.join("cargo"))?;
    run(command(bindgen).arg(compiled).arg(copy.join("wasm")).arg("--keep-freed"))?;
    let package = root().join("pkg");
    for folder in ["entry", "src"] {
        let there = |error| format!("{folder}: {error}");
        std::fs::create_dir_all(copy.join(folder)).map_err(there)?;
        for file in std::fs::read_dir(package.join(folder)).map_err(there)?.flatten() {
            copy_if_there(&file.path(), &copy.join(folder).join(file.file_name()))?;
        }
    }
    copy_if_there(&package.join("package.json"), &copy.join("package.json"))?;
    Ok(copy)
}

/// Cargo's module, in a target directory of its own.
fn compile(features: &str, target: &Path) -> Result<PathBuf> {
    wasm_target()?;
    step("cargo rustc --release --target wasm32-unknown-unknown --crate-type cdylib");
    run(cargo([
        "rustc",
        "--release",
        "--lib",
        "--package",
        "keyward",
        "--features",
        features,
        "--target",
        "wasm32-unknown-unknown",
        // Next to an rlib, cargo leaves link-time optimisation out: 2 kB more (brotli).
        "--crate-type",
        "cdylib",
    ])
    .args(["--config", &remapped_paths()?])
    .arg("--target-dir")
    .arg(target))?;
    Ok(target.join("wasm32-unknown-unknown/release/keyward.wasm"))
}

fn module(packaged: &Path) -> Result {
    npm_packages()?;
    // First, because it also makes cargo unpack the sources whose paths are remapped.
    let bindgen = bindgen("bindgen")?;
    let compiled = compile("silent-panic", &target())?;
    let stamp = target().join("keyward/stamp");
    let inputs = hash([
        read(&compiled)?.as_slice(),
        format!("{:?}", std::fs::metadata(&bindgen).and_then(|file| file.modified())).as_bytes(),
        read(&root().join("tests/node_modules/binaryen/package.json"))?.as_slice(),
        WASM_OPT.join(" ").as_bytes(),
    ]);
    // The outputs too: a build in another target directory writes to the same place.
    let state = || -> Result<String> {
        let (glue, module) = (packaged.join("keyward.js"), packaged.join("keyward_bg.wasm"));
        let outputs = hash([read(&glue)?.as_slice(), &read(&module)?, &read(&with_names())?]);
        Ok(format!("{inputs} {outputs}"))
    };
    let built = std::fs::read_to_string(&stamp).ok();
    if built.is_some() && built == state().ok() {
        return Ok(());
    }
    step("wasm-bindgen, wasm-opt -Oz");
    let generated = target().join("keyward");
    run(command(bindgen).arg(&compiled).arg(&generated))?;
    std::fs::create_dir_all(packaged)
        .map_err(|error| format!("{}: {error}", packaged.display()))?;
    copy_if_there(&generated.join("keyward.js"), &packaged.join("keyward.js"))?;
    run(command("node")
        .arg("tests/node_modules/binaryen/bin/wasm-opt")
        .arg(with_names())
        .args(WASM_OPT)
        .arg("-o")
        .arg(packaged.join("keyward_bg.wasm")))?;
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

fn copy_if_there(from: &Path, to: &Path) -> Result {
    if !from.is_file() {
        return Ok(());
    }
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", to.display()))
}
