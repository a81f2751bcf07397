//! What the bytes of a page are: code by the module of Rust that it comes from, data and the other
//! sections, JavaScript by source file. Raw bytes, which add up; brotli's do not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::Result;
use crate::build::{self, read};
use crate::run::{command, output, root, target};
use crate::turns;
use crate::wasm::{Stretch, What, function_names, stretches};

/// What a line of the table is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    Core,
    Client,
    Boundary,
    Libraries,
    Data,
    Sections,
    JavaScript,
    Unexplained,
}

impl Group {
    pub(crate) const ALL: [Self; 8] = [
        Self::Core,
        Self::Client,
        Self::Boundary,
        Self::Libraries,
        Self::Data,
        Self::Sections,
        Self::JavaScript,
        Self::Unexplained,
    ];

    /// As `xtask/budget.toml` names it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Client => "client",
            Self::Boundary => "boundary",
            Self::Libraries => "libraries",
            Self::Data => "data",
            Self::Sections => "sections",
            Self::JavaScript => "javascript",
            Self::Unexplained => "unexplained",
        }
    }
}

#[derive(Default)]
struct Part {
    raw: usize,
    // Where it lies in the module.
    places: Vec<(usize, usize)>,
    alone: Option<isize>,
}

/// A page taken apart.
pub(crate) struct Anatomy {
    parts: BTreeMap<(Group, String), Part>,
}

/// Takes a page apart: its script, and the module that it fetches, of which `optimised` is the same
/// with names. `weighed` asks what it weighs without each part.
pub(crate) fn of(script: &str, packaged: &str, optimised: &[u8], weighed: bool) -> Result<Anatomy> {
    let module = read(&root().join(packaged))?;
    let mut parts = by_module(&module, optimised)
        .ok_or_else(|| format!("{packaged} and its names do not belong together"))?;
    if weighed {
        weigh(packaged, &mut parts)?;
    }
    for line in output(command("node").arg("xtask/measure.mjs").arg("script").arg(script))?.lines()
    {
        let (file, raw) = line.split_once('\t').unwrap_or((line, ""));
        let raw: usize = raw.parse().map_err(|_| format!("xtask/measure.mjs printed: {line}"))?;
        let group = if file.is_empty() { Group::Unexplained } else { Group::JavaScript };
        let file = if file.is_empty() { "between the files" } else { file };
        parts.entry((group, file.to_owned())).or_default().raw += raw;
    }
    Ok(Anatomy { parts })
}

fn by_module(module: &[u8], optimised: &[u8]) -> Option<BTreeMap<(Group, String), Part>> {
    let names: BTreeMap<usize, String> = function_names(optimised).into_iter().collect();
    let sources = Sources::read();
    let mut parts = BTreeMap::<_, Part>::new();
    for Stretch { what, at, length } in stretches(module)? {
        let (group, name) = match what {
            What::Function(index) => match names.get(&index) {
                Some(name) => sources.origin(name),
                None => (Group::Unexplained, "functions without a name".to_owned()),
            },
            What::Section("data") => (Group::Data, "strings and tables".to_owned()),
            What::Section(name) => (Group::Sections, name.to_owned()),
        };
        let part = parts.entry((group, name)).or_default();
        part.raw += length;
        part.places.push((at, length));
    }
    Some(parts)
}

/// What the module weighs less without each part: not a share, because what two parts have in common
/// goes with neither.
fn weigh(packaged: &str, parts: &mut BTreeMap<(Group, String), Part>) -> Result {
    let list = target().join("places");
    let mut text = String::new();
    for part in parts.values() {
        for (at, length) in &part.places {
            let _ = write!(text, "{at}+{length} ");
        }
        text.push('\n');
    }
    std::fs::write(&list, text).map_err(|error| format!("{}: {error}", list.display()))?;
    let node =
        output(command("node").arg("xtask/measure.mjs").args(["without", packaged]).arg(&list))?;
    for (part, line) in parts.values_mut().zip(node.lines()) {
        part.alone = Some(line.parse().map_err(|_| format!("xtask/measure.mjs printed: {line}"))?);
    }
    Ok(())
}

impl Anatomy {
    fn sum(&self, of: impl Fn(Group) -> bool) -> usize {
        self.parts.iter().filter(|((group, _), _)| of(*group)).map(|(_, part)| part.raw).sum()
    }

    /// Raw bytes of a group.
    pub(crate) fn raw(&self, wanted: Group) -> usize {
        self.sum(|group| group == wanted)
    }

    /// Per mille of the bytes of which it is known what they are.
    pub(crate) fn explained(&self) -> usize {
        let all = self.sum(|_| true);
        (all - self.raw(Group::Unexplained)) * 1_000 / all.max(1)
    }

    pub(crate) fn all(&self) -> usize {
        self.sum(|_| true)
    }

    pub(crate) fn print(&self) {
        turns::print(format!(
            "{:<46} {:>9} {:>7} {:>12}",
            "by module", "raw", "share", "brotli alone"
        ));
        let all = self.all().max(1);
        let share = |raw: usize| format!("{:.1} %", raw as f64 * 100.0 / all as f64);
        for wanted in Group::ALL {
            let raw = self.raw(wanted);
            if raw == 0 {
                continue;
            }
            turns::print(format!("{:<46} {raw:>9} {:>7}", wanted.name(), share(raw)));
            let mut parts: Vec<_> =
                self.parts.iter().filter(|((group, _), _)| *group == wanted).collect();
            parts.sort_by_key(|(_, part)| std::cmp::Reverse(part.raw));
            for ((_, name), part) in parts {
                let alone = part.alone.map_or(String::new(), |alone| alone.to_string());
                turns::print(format!(
                    "  {name:<44} {:>9} {:>7} {alone:>12}",
                    part.raw,
                    share(part.raw)
                ));
            }
        }
        let explained = self.explained();
        turns::print(format!("explained: {}.{} % of {all} bytes", explained / 10, explained % 10));
    }
}

/// The modules of the crate, by its files.
struct Sources(Vec<String>);

impl Sources {
    fn read() -> Self {
        let mut modules = Vec::new();
        let mut folders = vec![(root().join("src"), String::new())];
        while let Some((folder, path)) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let stem = name.strip_suffix(".rs").unwrap_or(&name);
                let module =
                    if path.is_empty() { stem.to_owned() } else { format!("{path}::{stem}") };
                if entry.path().is_dir() {
                    folders.push((entry.path(), module.clone()));
                }
                modules.push(module);
            }
        }
        Self(modules)
    }

    /// Where a function comes from: what of it was inlined elsewhere counts there.
    fn origin(&self, function: &str) -> (Group, String) {
        let plain = without_hashes(function);
        if let Some(module) = self.module_in(&plain) {
            let group = match module.split("::").next() {
                Some("core") => Group::Core,
                Some("client") => Group::Client,
                _ => Group::Boundary,
            };
            let dropped = plain.contains("drop_in_place<");
            return (group, if dropped { "drop glue".to_owned() } else { module.to_owned() });
        }
        // `<&str as core::str::pattern::Pattern>::strip_prefix_of`: the first path counts.
        let path = plain.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let path = path.strip_prefix("mut ").unwrap_or(path);
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        let path = &path[..end.unwrap_or(path.len())];
        match path.split_once("::") {
            Some(("__rustc", _)) => (Group::Libraries, "allocator's entry points".to_owned()),
            Some((name, _)) => (Group::Libraries, name.to_owned()),
            // Of a primitive type or a type parameter.
            None if plain.starts_with('<') => (Group::Libraries, "core".to_owned()),
            None if matches!(path, "memcmp" | "memcpy" | "memmove" | "memset" | "bcmp") => {
                (Group::Libraries, "compiler_builtins".to_owned())
            }
            None => {
                (Group::Boundary, ["export ", plain.trim_end_matches(" externref shim")].concat())
            }
        }
    }

    fn module_in(&self, plain: &str) -> Option<&str> {
        let (_, path) = plain.split_once("keyward::")?;
        let fits = |module: &&String| {
            path.strip_prefix(module.as_str()).is_some_and(|rest| rest.starts_with("::"))
        };
        self.0.iter().filter(fits).max_by_key(|module| module.len()).map(String::as_str)
    }
}

/// `core[1f…]::num` → `core::num`: names of the standard library carry hashes.
pub(crate) fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for piece in name.split('[') {
        plain.push_str(piece.split_once(']').map_or(piece, |(_, rest)| rest));
    }
    plain
}

/// What `xtask/budget.toml` says of `key`.
pub(crate) fn line_of(budget: &str, key: &str) -> Option<u64> {
    let (_, bytes) = budget
        .lines()
        .filter_map(|line| line.split_once('='))
        .find(|(name, _)| name.trim().trim_matches('"') == key)?;
    bytes.trim().parse().ok()
}

/// The names of what is packaged as `packaged`.
pub(crate) fn with_names(packaged: &str) -> Result<Vec<u8>> {
    let module = build::MODULES.iter().find(|module| module.packaged() == packaged);
    read(&module.ok_or_else(|| format!("{packaged} is no module of the package"))?.optimised())
}

#[cfg(test)]
mod tests {
    use super::{Group, Sources, line_of, without_hashes};

    fn origin(name: &str) -> (Group, String) {
        let modules =
            ["core", "core::codec", "core::codec::json", "client", "client::task", "wasm"];
        Sources(modules.map(str::to_owned).to_vec()).origin(name)
    }

    #[test]
    fn a_function_belongs_to_the_file_it_is_written_in() {
        for (name, group, module) in [
            (
                "keyward::core::codec::json::Parser::value::ha97c2b6f",
                Group::Core,
                "core::codec::json",
            ),
            ("keyward::core::codec::cut::hfa092aec", Group::Core, "core::codec"),
            ("keyward::client::task::Task::judge::{{closure}}::h1", Group::Client, "client::task"),
            (
                "<keyward::wasm::JsHost as keyward::client::task::Host>::now",
                Group::Boundary,
                "wasm",
            ),
            (
                "core::ptr::drop_in_place<keyward::core::codec::json::Value>",
                Group::Core,
                "drop glue",
            ),
            ("alloc::vec::Vec<T,A>::push::hccf5745eac1590e9", Group::Libraries, "alloc"),
            ("<&str as core[c5930c85]::str::pattern::Pattern>::strip", Group::Libraries, "core"),
            ("talc::base::Talc<S,B>::allocate::h7d7500d1", Group::Libraries, "talc"),
            ("handle_answer externref shim", Group::Boundary, "export handle_answer"),
            ("memcmp", Group::Libraries, "compiler_builtins"),
        ] {
            let found = origin(name);
            assert!(found == (group, module.to_owned()), "{name}: {}", found.1);
        }
    }

    #[test]
    fn hashes_are_no_part_of_a_name() {
        assert_eq!(without_hashes("core[1f]::num::<u8[2]>::x"), "core::num::<u8>::x");
    }

    #[test]
    fn a_line_of_the_budget_is_found_by_its_whole_name() {
        let budget = "# 1\n\"a/b: core\" = 20\n\"a/b\" = 10\n";
        assert_eq!((line_of(budget, "a/b"), line_of(budget, "a/b: core")), (Some(10), Some(20)));
        assert_eq!(line_of(budget, "core"), None);
    }
}
