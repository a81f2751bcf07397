//! `cargo xtask size`: what a page loads, and what must not be in it.

use crate::Result;
use crate::anatomy::{self, Anatomy, Group, line_of, without_hashes};
use crate::build::{self, MODULES, Module, machine_paths, read};
use crate::run::{command, output, root, step};
use crate::turns;
use crate::wasm::function_names;

/// Names whose code would cost a page kilobytes (DESIGN: `url` 65 kB, `serde_json` 18 kB …).
const LEAKS: [&str; 4] = ["url::", "serde_json", "core::num::flt2dec", "HashMap"];

/// Per mille of a page's bytes that its table must explain.
const EXPLAINED: usize = 950;

pub(crate) struct Measured {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// What a page loads: an entry, its script, and the module that it fetches.
const PAGES: [(&str, &str, &str); 2] = [
    ("keyward/browser", "pkg/entry/session-browser.js", "pkg/wasm/session_bg.wasm"),
    ("keyward", "pkg/entry/browser.js", "pkg/wasm/keyward_bg.wasm"),
];

/// With `weighed`, the table says what brotli saves without each part, which takes half a minute.
pub(crate) fn size(weighed: bool) -> Result {
    build::build()?;
    let mut faults = Vec::new();
    for (entry, script, module) in PAGES {
        step(&format!("bundle and compress what a page loads for {entry}"));
        let mut page = measure("page", &[script, module])?;
        let sum = |part: fn(&Measured) -> u64| page.iter().map(part).sum::<u64>();
        let total = Measured {
            name: entry.to_owned(),
            raw: sum(|file| file.raw),
            gzip: sum(|file| file.gzip),
            brotli: sum(|file| file.brotli),
        };
        let (raw, loaded) = (total.raw, total.brotli);
        page.push(total);
        print(&page);
        let anatomy = anatomy::of(script, module, &anatomy::with_names(module)?, weighed)?;
        anatomy.print();
        if anatomy.all() as u64 != raw {
            faults.push(format!(
                "{entry}: the table is of {} bytes, the page of {raw}",
                anatomy.all()
            ));
        }
        if anatomy.explained() < EXPLAINED {
            faults.push(format!("{entry}: the table explains less than 95 % of the bytes"));
        }
        faults.extend(over_budget(entry, loaded, &anatomy)?);
    }
    faults.extend(leaks()?);
    faults.extend(paths_of_this_machine()?);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\nxtask: ")) }
}

/// Sizes of files (`files`), or of an entry bundled and minified and of the files it fetches (`page`).
pub(crate) fn measure(what: &str, files: &[&str]) -> Result<Vec<Measured>> {
    let table = output(command("node").arg("xtask/measure.mjs").arg(what).args(files))?;
    table
        .lines()
        .map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next().unwrap_or_default().to_owned();
            let mut number = || columns.next()?.parse().ok();
            let measured =
                || Some(Measured { name, raw: number()?, gzip: number()?, brotli: number()? });
            measured().ok_or_else(|| format!("xtask/measure.mjs printed: {line}"))
        })
        .collect()
}

pub(crate) fn print(files: &[Measured]) {
    turns::print(format!("{:<34} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip -9", "brotli 11"));
    for Measured { name, raw, gzip, brotli } in files {
        turns::print(format!("{name:<34} {raw:>9} {gzip:>9} {brotli:>9}"));
    }
}

/// A page against its line in bytes that are loaded, and against those in raw bytes by part.
fn over_budget(entry: &str, loaded: u64, anatomy: &Anatomy) -> Result<Vec<String>> {
    let budget = std::fs::read_to_string(root().join("xtask/budget.toml"))
        .map_err(|error| format!("xtask/budget.toml: {error}"))?;
    let line = line_of(&budget, entry)
        .ok_or_else(|| format!("xtask/budget.toml: `{entry}` is missing or no number"))?;
    turns::print(format!("line {line}: {} %", loaded * 100 / line.max(1)));
    let mut faults = Vec::new();
    let mut compare = |what: &str, bytes: u64, line: u64| {
        if bytes > line {
            faults.push(format!(
                "{what}: {bytes} bytes, above its line of {line} in xtask/budget.toml"
            ));
        }
    };
    compare(entry, loaded, line);
    for group in Group::ALL {
        let key = format!("{entry}: {}", group.name());
        if let Some(line) = line_of(&budget, &key) {
            compare(&key, anatomy.raw(group) as u64, line);
        }
    }
    Ok(faults)
}

fn leaks() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for module in MODULES {
        let names = function_names(&read(&module.with_names())?);
        if names.is_empty() {
            return Err(
                "a module before wasm-opt has no function names: nothing to look for leaks in"
                    .to_owned(),
            );
        }
        turns::print(format!(
            "{}: {} functions looked through for {}",
            module.name,
            names.len(),
            LEAKS.join(", ")
        ));
        let names = names.iter().map(|(_, name)| name);
        let leaks = names.filter(|name| LEAKS.iter().any(|leak| has_path(name, leak)));
        faults.extend(leaks.map(|name| format!("must not be in {}: {name}", module.name)));
    }
    Ok(faults)
}

/// Whether `name` holds the path `leak`. One that begins with a crate is looked for where a path
/// begins: `keyward::core::url::Url` is not of the crate `url`.
fn has_path(name: &str, leak: &str) -> bool {
    let plain = without_hashes(name);
    let is_type = leak.starts_with(char::is_uppercase);
    plain.match_indices(leak).any(|(at, _)| {
        let before = &plain[..at];
        is_type || !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

fn paths_of_this_machine() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut files: Vec<String> = MODULES.iter().map(Module::packaged).collect();
    files.push("pkg/wasm/keyward.js".to_owned());
    for file in files {
        let bytes = read(&root().join(&file))?;
        for (path, _) in machine_paths()? {
            let path = path.to_string_lossy().into_owned();
            // The directory `/` or `C:\` alone says nothing about a machine.
            if path.len() > 3 && bytes.windows(path.len()).any(|window| window == path.as_bytes()) {
                faults.push(format!("{file} names a directory of this machine: {path}"));
            }
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::has_path;

    #[test]
    fn a_leak_is_a_crate_or_a_type_wherever_it_stands() {
        assert!(has_path("url::parser::parse", "url::"));
        assert!(has_path("<url::Url as core::fmt::Debug>::fmt", "url::"));
        assert!(has_path(
            "core[c5930c85a12de822]::num::flt2dec::to_shortest_str",
            "core::num::flt2dec"
        ));
        assert!(has_path("std[1f]::collections::hash::map::HashMap<K,V>::insert", "HashMap"));
    }

    #[test]
    fn a_module_of_ours_with_the_same_name_is_none() {
        assert!(!has_path("keyward::core::codec::base64url::encode", "url::"));
        assert!(!has_path("keyward::core::url::Url::parse", "url::"));
    }
}
