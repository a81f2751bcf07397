//! Starting other programs, with progress.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::Instant;

use crate::{Result, turns};

static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Announces a step, with the seconds since the start.
pub(crate) fn step(name: &str) {
    let seconds = STARTED.elapsed().as_secs_f32();
    // Both streams lead to one terminal: what stdout still holds belongs before the line.
    let _ = std::io::stdout().flush();
    turns::eprint(format!("[{seconds:6.1} s] {name}"));
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        xtask.parent().map_or_else(|| xtask.clone(), Path::to_path_buf)
    });
    &ROOT
}

/// Cargo's target directory.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// `program`, to be run at the root of the repository.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// `cargo`, free of what `cargo run` told xtask about xtask.
pub(crate) fn cargo<const N: usize>(args: [&str; N]) -> Command {
    let mut command = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    // They would replace the flags of .cargo/config.toml: a larger and a different module.
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command.args(args);
    command
}

/// Runs to the end, output shown.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = match turns::here() {
        Some(_) => turns::show(command, |_| {}),
        None => command.status(),
    };
    let status = status.map_err(|error| could_not_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", line(command))) }
}

/// Runs to the end and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let out = command
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| could_not_start(command, &error))?;
    String::from_utf8_lossy(&out.stderr).lines().for_each(|line| turns::eprint(line.to_owned()));
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    } else {
        Err(format!("{} failed ({})", line(command), out.status))
    }
}

/// Runs to the end, output shown and returned, with whether it succeeded.
pub(crate) fn watch(command: &mut Command) -> Result<(String, bool)> {
    // Colours would hide the counts.
    command.env_remove("FORCE_COLOR");
    let mut text = String::new();
    let status = turns::show(command, |line| {
        text.push_str(line);
        text.push('\n');
    });
    let status = status.map_err(|error| could_not_start(command, &error))?;
    Ok((text, status.success()))
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        // What follows is long, and full of this machine's paths.
        .chain(command.get_args().take_while(|argument| *argument != "--config"))
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn could_not_start(command: &Command, error: &std::io::Error) -> String {
    format!("could not start {}: {error}", line(command))
}
