//! The last step of compiling a page's module, done again. A function of Rust that gives back two
//! words writes them to memory, because that is the calling convention of WebAssembly's first
//! version; LLVM knows a newer one in which it returns them. rustc has no name for it, its linker
//! has: it makes code of the bitcode that link-time optimisation left. What crosses the boundary to
//! JavaScript is the same either way.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::build::read;
use crate::run::{command, output, run};
use crate::wasm::export_names;

/// A function with two results needs the feature `multivalue`, which every engine with reference
/// types has; rustc's features for the target hold it.
const CONVENTION: &[&str] = &["-mllvm", "--target-abi=experimental-mv"];

/// Functions are small as they are, and called from many places.
const INLINING: &[&str] = &["-mllvm", "-inline-threshold=0"];

/// As rustc calls the linker, but for the stack: below half a mebibyte, addresses of data take a byte
/// less. It grows downwards and lies at the start of memory, so that running over traps.
const AS_RUSTC: &[&str] = &[
    "-z",
    "stack-size=524288",
    "--stack-first",
    "--allow-undefined",
    "--no-demangle",
    "--no-entry",
    "--gc-sections",
    "-O2",
];

/// All that decides how a module is linked.
pub(crate) fn flags() -> Vec<&'static str> {
    [CONVENTION, INLINING, AS_RUSTC].concat()
}

/// What link-time optimisation left beside the module that cargo made.
pub(crate) fn bitcode(compiled: &Path) -> PathBuf {
    compiled.with_file_name("deps").join("keyward.bc")
}

/// Links the bitcode beside `compiled` to `linked`, with the same exports.
pub(crate) fn again(compiled: &Path, linked: &Path) -> Result {
    let exports = export_names(&read(compiled)?)
        .ok_or_else(|| format!("{} is cut short", compiled.display()))?;
    let exports = exports.iter().filter(|name| *name != "memory");
    run(command(linker()?)
        .args(["-flavor", "wasm"])
        .args(flags())
        .args(exports.map(|name| format!("--export={name}")))
        .arg(bitcode(compiled))
        .arg(compiler_builtins()?)
        .arg("-o")
        .arg(linked))
}

/// The linker of the toolchain, whose LLVM is that of the compiler.
fn linker() -> Result<PathBuf> {
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))?;
    let version = output(command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    let linker = linker.with_extension(std::env::consts::EXE_EXTENSION);
    if linker.is_file() {
        return Ok(linker);
    }
    Err(format!("{} is missing: install rustup (https://rustup.rs)", linker.display()))
}

/// What LLVM takes for granted: comparing and copying memory.
fn compiler_builtins() -> Result<PathBuf> {
    let libdir = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
    let libdir = output(command("rustc").args(libdir))?;
    let entries = std::fs::read_dir(libdir.trim()).map_err(|error| format!("{libdir}: {error}"))?;
    entries
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libcompiler_builtins-") && name.ends_with(".rlib")
        })
        .ok_or_else(|| format!("{libdir} holds no compiler_builtins"))
}
