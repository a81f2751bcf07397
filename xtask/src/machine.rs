//! What has to be on the machine, and how it gets there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Result;
use crate::run::{cargo, command, output, root, run, step, target};

const NODE: u32 = 20;

/// Suites run side by side: one of them installs, the others wait and find it done.
fn alone(installing: &'static Mutex<()>) -> MutexGuard<'static, ()> {
    installing.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Node, new enough.
pub(crate) fn node() -> Result {
    let version = Command::new("node").arg("--version").output().ok();
    let version = version.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    let major = version.as_deref().and_then(|text| text.strip_prefix('v')?.split('.').next());
    let major: Option<u32> = major.and_then(|number| number.parse().ok());
    match (major, version) {
        (Some(major), _) if major >= NODE => Ok(()),
        (_, found) => Err(format!(
            "Node {NODE} or newer is needed, found {}. Get it from https://nodejs.org/en/download, \
             or with a version manager: nvm install {NODE}, fnm install {NODE}, volta install node@{NODE}",
            found.filter(|text| !text.is_empty()).as_deref().unwrap_or("none"),
        )),
    }
}

/// The npm packages of tests/package-lock.json, in tests/node_modules.
pub(crate) fn npm_packages() -> Result {
    npm_packages_of("tests", &["ci"], "the tools in tests/package-lock.json (about 640 MB)")
}

/// The same for another folder with a lock file. `ci` wants every package of every platform in the
/// lock; `install --no-save` keeps to the lock, and does without those that its writer could not have.
pub(crate) fn npm_packages_of(folder: &str, verb: &[&str], what: &str) -> Result {
    node()?;
    let folder = root().join(folder);
    let lock = folder.join("package-lock.json");
    let lock = std::fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let stamp = folder.join("node_modules/.keyward");
    let wanted = hash([lock.as_slice()]);
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = alone(&INSTALLING);
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    step(&format!("npm {}: {what}", verb.join(" ")));
    // No package in a lock needs its install script.
    run(command(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .args(verb)
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder))?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// The standard library for wasm32; rust-toolchain.toml names it, older rustups and distributions do not look.
pub(crate) fn wasm_target() -> Result {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = alone(&INSTALLING);
    let libdir = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
    let libdir = output(command("rustc").args(libdir))?;
    if Path::new(libdir.trim()).is_dir() {
        return Ok(());
    }
    step("rustup target add wasm32-unknown-unknown");
    run(command("rustup").args(["target", "add", "wasm32-unknown-unknown"])).map_err(|error| {
        format!("{error}\ninstall rustup (https://rustup.rs) or your distribution's wasm32-unknown-unknown library")
    })
}

/// A binary of xtask/bindgen, built.
pub(crate) fn bindgen(name: &str) -> Result<PathBuf> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = alone(&INSTALLING);
    let binary = target().join("debug").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let known = binary.is_file();
    step(if known {
        "wasm-bindgen"
    } else {
        "wasm-bindgen, as a library (about 90 s the first time)"
    });
    let mut build = cargo(["build", "--package", "bindgen"]);
    if known {
        build.arg("--quiet");
    }
    run(&mut build)?;
    Ok(binary)
}

/// Chromium and its driver, from PATH; installed through apt where that is possible.
pub(crate) fn chromium() -> Result<Chromium> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = alone(&INSTALLING);
    if installed_chromium().is_none() && has_apt() {
        apt_install(&["chromium", "chromium-driver"])?;
    }
    // Tests that open many pages are four times as quick in it, and do without.
    let refused = target().join("no-headless-shell");
    if on_path(&[HEADLESS_SHELL]).is_none() && has_apt() && !refused.exists() {
        let installed = apt_install(&[HEADLESS_SHELL]);
        if installed.is_err() {
            std::fs::write(&refused, "")
                .map_err(|error| format!("{}: {error}", refused.display()))?;
        }
    }
    installed_chromium().ok_or_else(|| {
        "Chromium and chromedriver of the same version are needed on PATH. Debian, Ubuntu: \
         sudo apt-get install --no-install-recommends chromium chromium-driver. Fedora: sudo dnf install chromium \
         chromedriver. macOS: brew install --cask chromium chromedriver. Or set CHROMIUM and CHROMEDRIVER to their paths"
            .to_owned()
    })
}

const HEADLESS_SHELL: &str = "chromium-headless-shell";

fn has_apt() -> bool {
    let id = output(command("id").arg("-u").stderr(Stdio::null()));
    id.is_ok_and(|id| id.trim() == "0") && on_path(&["apt-get"]).is_some()
}

fn apt_install(packages: &[&str]) -> Result {
    step(&format!("apt-get install {}", packages.join(" ")));
    let apt = |args: &[&str]| {
        let mut apt = command("apt-get");
        output(apt.args(args).env("DEBIAN_FRONTEND", "noninteractive")).map(drop)
    };
    apt(&["update", "-q"])?;
    apt(&[&["install", "-y", "-q", "--no-install-recommends"], packages].concat())
}

pub(crate) struct Chromium {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

fn installed_chromium() -> Option<Chromium> {
    let given = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    Some(Chromium {
        browser: given("CHROMIUM").or_else(|| {
            on_path(&["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"])
        })?,
        driver: given("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))?,
    })
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        directories.iter().find_map(|directory| {
            let file = directory.join(name).with_extension(std::env::consts::EXE_EXTENSION);
            file.is_file().then_some(file)
        })
    })
}

/// FNV-1a, 64 bit: tells whether something changed, nothing more.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.iter().chain(&(part.len() as u64).to_le_bytes()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
