//! `bindgen INPUT.wasm OUT_DIR [--keep-freed | --plain]`: writes the JavaScript glue of the package.
//!
//! With `--keep-freed`, memory is never used twice: a test then finds all that was not wiped. With
//! `--plain`, the glue is that of the generator, for a module that is not the package's.
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use walrus::{FunctionBuilder, FunctionKind, InstrSeqBuilder, Module};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out)) = (args.next(), args.next()) else {
        eprintln!("usage: bindgen INPUT.wasm OUT_DIR [--keep-freed | --plain]");
        return ExitCode::from(2);
    };
    let out = Path::new(&out);
    let generated = match args.next().as_deref() {
        Some("--plain") => plain(&input, out),
        option => generate(&input, out, option == Some("--keep-freed")),
    };
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn plain(input: &str, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.generate(out)
}

fn generate(input: &str, out: &Path, keep_freed: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    let mut output = bindgen
        .input_path(input)
        .out_name("keyward")
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        // The entries of the package say where the module lies.
        .omit_default_module_path(true)
        // Every host of the package has it.
        .encode_into(EncodeInto::Always)
        // A trap is answered with a fresh instance.
        .reset_state_function(true)
        .keep_debug(false)
        .generate_output()?;
    replace(output.wasm_mut(), only_formats, |body| {
        body.unreachable();
    });
    replace(output.wasm_mut(), throws, |body| {
        body.unreachable();
    });
    forget(output.wasm_mut(), &MISUSES)?;
    if keep_freed && replace(output.wasm_mut(), frees, |_| {}) == 0 {
        bail!("no function of the allocator that frees has a name of its own");
    }
    let mut renamed = shorten_imports(output.wasm_mut());
    renamed.extend(shorten_exports(output.wasm_mut()));
    output.emit(out)?;
    let glue = out.join("keyward.js");
    let mut text = trim(&std::fs::read_to_string(&glue)?)?;
    for (long, short) in renamed {
        text = text.replace(&long, &short);
    }
    // See `throws`: the import is gone with its only caller.
    let Some((before, rest)) = text.split_once("        __wbg___wbindgen_throw_") else {
        bail!("the generator no longer writes __wbindgen_throw");
    };
    let Some((_, after)) = rest.split_once("        },\n") else {
        bail!("__wbindgen_throw has no end");
    };
    text = [before, after].concat();
    std::fs::write(glue, text)?;
    Ok(())
}

/// `__wbg_header_4494df6c9eba7c94` → `header`: a page loads each name twice, and a hash does not
/// compress.
fn shorten_imports(module: &mut Module) -> Vec<(String, String)> {
    let mut renamed = vec![("./keyward_bg.js".to_owned(), "host".to_owned())];
    for import in module.imports.iter_mut() {
        import.module = "host".to_owned();
        let short = import.name.strip_prefix("__wbg_").and_then(|name| name.rsplit_once('_'));
        if let Some((short, _)) = short {
            renamed.push((import.name.clone(), short.to_owned()));
            import.name = short.to_owned();
        }
    }
    renamed
}

/// The same for exports: `__wbindgen_malloc` → `malloc`. Those for a debugger's eyes go.
fn shorten_exports(module: &mut Module) -> Vec<(String, String)> {
    let mut renamed = Vec::new();
    let mut unused = Vec::new();
    for export in module.exports.iter_mut() {
        // Text never grows on its way in (`trim`).
        if export.name == "__wbindgen_realloc" {
            unused.push(export.id());
            continue;
        }
        match export.name.strip_prefix("__wbindgen_").or(export.name.strip_prefix("__wbg_")) {
            Some(short) => {
                let short = short.to_owned();
                renamed.push((format!("wasm.{}", export.name), format!("wasm.{short}")));
                export.name = short;
            }
            None if export.name.starts_with("__") => unused.push(export.id()),
            None => {}
        }
    }
    for export in unused {
        module.exports.delete(export);
    }
    renamed
}

/// Takes out of the glue what the package does itself: loading the module (`pkg/src/instance.js`)
/// and minding handles of dead instances. Fails where the generator writes something else.
fn trim(glue: &str) -> Result<String> {
    let stale = "        if (this.__wbg_inst !== undefined && this.__wbg_inst !== \
                 __wbg_instance_id) {\n            throw new Error('Invalid stale object from \
                 previous Wasm instance');\n        }\n";
    let dispose = "if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;\n";
    let mut text = glue.to_owned();
    for (old, new) in [
        (stale, ""),
        (dispose, ""),
        (
            "        Object.defineProperty(obj, '__wbg_inst', { value: __wbg_instance_id, writable: true });\n",
            "",
        ),
        ("    if (typeof numBytesDecoded !== 'undefined') numBytesDecoded = 0;\n", ""),
        ("    if (typeof WASM_VECTOR_LEN !== 'undefined') WASM_VECTOR_LEN = 0;\n", ""),
        ("let cachedUint8ArrayMemory0 = null;\n", ""),
        ("    cachedUint8ArrayMemory0 = null;\n", ""),
        ("let cachedDataViewMemory0 = null;\n", ""),
        ("    cachedDataViewMemory0 = null;\n", ""),
        ("cachedTextDecoder.decode();\n", ""),
        // Older than the reference types that the module needs anyway.
        (
            "(typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new",
            "new",
        ),
        (
            "export function __wbg_reset_state () {\n",
            "/** @param {any} [module] */\nexport function start(module = wasmModule) {\n    wasmModule = module;\n",
        ),
    ] {
        if !text.contains(old) {
            bail!("the generator no longer writes: {old}");
        }
        text = text.replace(old, new);
    }
    text = text.replace(", wasm.__wbindgen_realloc", "");
    // The package replaces an instance itself, at once.
    for line in ["    __wbg_call_guard();\n", "    __wbg_reinit_scheduled = false;\n"] {
        text = text.replace(&format!("    {line}"), "").replace(line, "");
    }
    // Arithmetic that is none, and variables that are used once.
    for (long, short) in [
        (" * 1, 1)", ", 1)"),
        (" / 1", ""),
        (" + 4 * 1,", " + 4,"),
        (" + 4 * 0,", ","),
        ("let ret;\n    ret =", "const ret ="),
        ("let ret;\n        ret =", "const ret ="),
    ] {
        text = text.replace(long, short);
    }
    for (function, instead) in [
        ("__wbg_call_guard", ""),
        // Straight into place if it is ASCII, as nearly all text is. Else a second time: growing would
        // leave a copy of a secret behind, so the first try is wiped.
        (
            "passStringToWasm0",
            "function passStringToWasm0(arg, malloc) {\n    \
             const room = arg.length;\n    \
             const ptr = malloc(room, 1) >>> 0;\n    \
             const place = getArrayU8FromWasm0(ptr, room);\n    \
             if (cachedTextEncoder.encodeInto(arg, place).read === room) {\n        \
             WASM_VECTOR_LEN = room;\n        \
             return ptr;\n    \
             }\n    \
             place.fill(0);\n    \
             wasm.__wbindgen_free(ptr, room, 1);\n    \
             return passArray8ToWasm0(cachedTextEncoder.encode(arg), malloc);\n}\n",
        ),
        // Views are made anew each time: memory that grows has another buffer.
        (
            "getDataViewMemory0",
            "function getDataViewMemory0() {\n    return new DataView(wasm.memory.buffer);\n}\n",
        ),
        // And of the place alone: cheaper than to keep one of everything and to cut it.
        (
            "getArrayU8FromWasm0",
            "function getArrayU8FromWasm0(ptr, len) {\n    \
             return new Uint8Array(wasm.memory.buffer, ptr >>> 0, len);\n}\n",
        ),
        (
            "getStringFromWasm0",
            "function getStringFromWasm0(ptr, len) {\n    \
             return cachedTextDecoder.decode(getArrayU8FromWasm0(ptr, len));\n}\n",
        ),
        (
            "passArray8ToWasm0",
            "function passArray8ToWasm0(arg, malloc) {\n    \
             const ptr = malloc(arg.length, 1) >>> 0;\n    \
             getArrayU8FromWasm0(ptr, arg.length).set(arg);\n    \
             WASM_VECTOR_LEN = arg.length;\n    \
             return ptr;\n}\n",
        ),
        ("decodeText", ""),
        ("getUint8ArrayMemory0", ""),
    ] {
        text = replace_function(&text, function, instead)?;
    }
    let Some(loader) = text.find("async function __wbg_load(") else {
        bail!("the generator no longer writes __wbg_load");
    };
    text.truncate(loader);
    Ok(text)
}
// The generator closes a function at the start of a line.
fn replace_function(text: &str, name: &str, instead: &str) -> Result<String> {
    let Some((before, rest)) = text.split_once(&format!("function {name}(")) else {
        bail!("the generator no longer writes {name}");
    };
    let Some((_, after)) = rest.split_once("\n}\n") else {
        bail!("{name} has no end");
    };
    Ok([before, instead, after].concat())
}

/// Gives all functions with certain names another body; how many there were.
fn replace(
    module: &mut Module,
    named: fn(&str) -> bool,
    body: fn(&mut InstrSeqBuilder<'_>),
) -> usize {
    let found: Vec<_> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(named))
        .map(|(id, function)| (id, function.ty()))
        .collect();
    for (id, ty) in &found {
        let ty = module.types.get(*ty);
        let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        body(&mut builder.func_body());
        let args = params.iter().map(|param| module.locals.add(*param)).collect();
        module.funcs.get_mut(*id).kind = FunctionKind::Local(builder.local_func(args));
    }
    walrus::passes::gc::run(module);
    found.len()
}

/// What the boundary says of a handle that is used in two ways at once, or after its end.
const MISUSES: [&str; 3] = [
    "attempted to take ownership of Rust value while it was borrowed",
    "recursive use of an object detected which would lead to unsafe aliasing in rust",
    "null pointer passed to rust",
];

/// It says so in an error, which the package takes for a trap: a trap it may be.
fn throws(name: &str) -> bool {
    name.starts_with("wasm_bindgen::throw_str")
}

/// Blanks texts that nothing shows any more.
fn forget(module: &mut Module, texts: &[&str]) -> Result<()> {
    for text in texts {
        let found = module.data.iter().find_map(|data| {
            let place =
                data.value.windows(text.len()).position(|bytes| bytes == text.as_bytes())?;
            Some((data.id(), place))
        });
        let Some((data, at)) = found else {
            bail!("the module no longer says: {text}");
        };
        for byte in module.data.get_mut(data).value.iter_mut().skip(at).take(text.len()) {
            *byte = 0;
        }
    }
    Ok(())
}

/// What the allocator does with memory that is given back.
fn frees(name: &str) -> bool {
    name.contains("talc::") && name.contains("::deallocate")
}

/// A panic ends in a trap, whatever its message would say: the code that formats messages is
/// replaced by the trap itself. The crate formats nothing else (DESIGN: no `core::fmt`), which
/// `cargo xtask size` checks by the names that are left.
fn only_formats(name: &str) -> bool {
    let core = name.contains("core[") || name.contains("alloc[") || name.contains("std[");
    let formats = [
        "::panicking::",
        "::slice_error_fail",
        "::slice_index_fail",
        "::len_mismatch_fail",
        "::assert_failed",
        "::expect_failed",
        "::unwrap_failed",
        "panic_already",
        "::fmt::",
        " as core[",
        "::unicode::printable::",
        "escape_debug",
        "grapheme_extend",
    ];
    let formatter = name.contains("fmt::") || !name.contains(" as core[");
    core && formatter && formats.iter().any(|part| name.contains(part))
        || name.starts_with("<char>::escape_debug")
}
