//! A WebAssembly module from outside: its sections, its functions and their names.

/// A stretch of a module, and what it holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) what: What,
    pub(crate) at: usize,
    pub(crate) length: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A function's body with its length, by its index.
    Function(usize),
    /// A whole section, or what is not a function in that of the code.
    Section(&'static str),
}

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const EXPORTS: usize = 7;
// By their numbers.
const SECTIONS: [&str; 14] = [
    "custom",
    "types",
    "imports",
    "functions",
    "tables",
    "memories",
    "globals",
    "exports",
    "start",
    "elements",
    "code",
    "data",
    "data count",
    "tags",
];

/// All of a module in its order, without gaps; `None` if it is cut short.
pub(crate) fn stretches(module: &[u8]) -> Option<Vec<Stretch>> {
    const HEADER: usize = 8;
    let mut all = vec![Stretch { what: What::Section("header"), at: 0, length: HEADER }];
    let mut reader = Reader(module.get(HEADER..)?);
    let mut imported = 0;
    while !reader.0.is_empty() {
        let at = module.len() - reader.0.len();
        let id = reader.byte()?;
        let mut section = reader.sized()?;
        let end = module.len() - reader.0.len();
        let name = *SECTIONS.get(usize::from(id))?;
        if id == IMPORTS {
            imported = imported_functions(Reader(section.0))?;
        }
        if id != CODE {
            all.push(Stretch { what: What::Section(name), at, length: end - at });
            continue;
        }
        let count = section.number()?;
        let first = end - section.0.len();
        all.push(Stretch { what: What::Section(name), at, length: first - at });
        for index in imported..imported + count {
            let at = end - section.0.len();
            section.sized()?;
            let length = end - section.0.len() - at;
            all.push(Stretch { what: What::Function(index), at, length });
        }
    }
    Some(all)
}

fn imported_functions(mut section: Reader) -> Option<usize> {
    const FUNCTION: u8 = 0;
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.sized()?;
        section.sized()?;
        // The modules here import functions alone.
        if section.byte()? != FUNCTION {
            return None;
        }
        section.number()?;
        functions += 1;
    }
    Some(functions)
}

/// What a module exports; `None` if it is cut short.
pub(crate) fn export_names(module: &[u8]) -> Option<Vec<String>> {
    let exports = |stretch: &Stretch| stretch.what == What::Section(SECTIONS[EXPORTS]);
    let Some(Stretch { at, length, .. }) = stretches(module)?.into_iter().find(exports) else {
        return Some(Vec::new());
    };
    let mut section = Reader(module.get(at + 1..at + length)?).sized()?;
    let mut names = Vec::new();
    for _ in 0..section.number()? {
        names.push(String::from_utf8_lossy(section.sized()?.0).into_owned());
        section.byte()?;
        section.number()?;
    }
    Some(names)
}

/// A module without what no engine needs: names, producers, features.
pub(crate) fn without_custom_sections(module: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(module.len());
    for Stretch { what, at, length } in stretches(module)? {
        if what != What::Section(SECTIONS[usize::from(CUSTOM)]) {
            plain.extend_from_slice(module.get(at..at + length)?);
        }
    }
    Some(plain)
}

/// The function names of the custom section `name`, with their indices; empty if the module has
/// none or is cut short.
pub(crate) fn function_names(module: &[u8]) -> Vec<(usize, String)> {
    let mut reader = Reader(module.get(8..).unwrap_or_default());
    while let Some(id) = reader.byte() {
        let Some(mut section) = reader.sized() else {
            break;
        };
        if id == CUSTOM && section.sized().is_some_and(|name| name.0 == b"name") {
            return read_names(section).unwrap_or_default();
        }
    }
    Vec::new()
}

fn read_names(mut section: Reader) -> Option<Vec<(usize, String)>> {
    const FUNCTIONS: u8 = 1;
    loop {
        let id = section.byte()?;
        let mut subsection = section.sized()?;
        if id == FUNCTIONS {
            let mut names = Vec::new();
            for _ in 0..subsection.number()? {
                let index = subsection.number()?;
                names.push((index, String::from_utf8_lossy(subsection.sized()?.0).into_owned()));
            }
            return Some(names);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A length and as many bytes.
    fn sized(&mut self) -> Option<Self> {
        let length = self.number()?;
        let (sized, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Reader(sized))
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, What, function_names, stretches, without_custom_sections};

    // A type, an imported function, two of its own, and a name for the last.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01a\x01b\0\0\
        \x03\x03\x02\0\0\x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b\0\x0d\x04name\x01\x06\x01\x02\x03abc";

    #[test]
    fn function_names_are_found_behind_other_sections() {
        assert_eq!(function_names(MODULE), [(2, "abc".to_owned())]);
    }

    #[test]
    fn a_module_cut_short_has_no_names_and_no_stretches() {
        for end in 0..MODULE.len() {
            assert!(function_names(&MODULE[..end]).is_empty());
        }
        assert!((9..MODULE.len()).any(|end| stretches(&MODULE[..end]).is_none()));
        assert!(stretches(&MODULE[..MODULE.len() - 1]).is_none());
    }

    #[test]
    fn stretches_cover_a_module_and_name_its_own_functions_behind_those_of_others() {
        let all = stretches(MODULE).unwrap();
        let mut end = 0;
        for Stretch { at, length, .. } in &all {
            assert_eq!(*at, end);
            end += length;
        }
        assert_eq!(end, MODULE.len());
        let functions = all.iter().filter_map(|stretch| match stretch.what {
            What::Function(index) => Some((index, stretch.length)),
            What::Section(_) => None,
        });
        assert_eq!(functions.collect::<Vec<_>>(), [(1, 3), (2, 4)]);
    }

    #[test]
    fn only_custom_sections_are_left_out() {
        let plain = without_custom_sections(MODULE).unwrap();
        assert_eq!(plain, MODULE[..MODULE.len() - 15]);
    }
}
