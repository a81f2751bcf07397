//! The names in a WebAssembly module.

/// The function names of the custom section `name`; empty if the module has none or is cut short.
pub(crate) fn function_names(module: &[u8]) -> Vec<String> {
    let mut reader = Reader(module.get(8..).unwrap_or_default());
    while let Some(id) = reader.byte() {
        let Some(mut section) = reader.sized() else {
            break;
        };
        if id == 0 && section.sized().is_some_and(|name| name.0 == b"name") {
            return read_names(section).unwrap_or_default();
        }
    }
    Vec::new()
}

fn read_names(mut section: Reader) -> Option<Vec<String>> {
    const FUNCTIONS: u8 = 1;
    loop {
        let id = section.byte()?;
        let mut subsection = section.sized()?;
        if id == FUNCTIONS {
            let mut names = Vec::new();
            for _ in 0..subsection.number()? {
                subsection.number()?;
                names.push(String::from_utf8_lossy(subsection.sized()?.0).into_owned());
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
    use super::function_names;

    const MODULE: &[u8] =
        b"\0asm\x01\0\0\0\x01\x01\0\0\x10\x04name\0\x02\x01m\x01\x05\x01\x00\x02ab";

    #[test]
    fn function_names_are_found_behind_other_sections() {
        assert_eq!(function_names(MODULE), ["ab"]);
    }

    #[test]
    fn a_module_cut_short_has_no_names() {
        for end in 0..MODULE.len() {
            assert!(function_names(&MODULE[..end]).is_empty());
        }
    }
}
