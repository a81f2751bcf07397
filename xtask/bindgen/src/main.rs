//! `bindgen INPUT.wasm OUT_DIR`: writes the JavaScript glue of the package.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use walrus::{FunctionBuilder, FunctionKind, Module};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out)) = (args.next(), args.next()) else {
        eprintln!("usage: bindgen INPUT.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let generated = bindgen.input_path(input).out_name("keyward").web(true).and_then(|b| {
        let mut output = b
            .typescript(true)
            .remove_producers_section(true)
            // The entries of the package say where the module lies.
            .omit_default_module_path(true)
            // A trap is answered with a fresh instance.
            .reset_state_function(true)
            .keep_debug(false)
            .generate_output()?;
        silence(output.wasm_mut());
        output.emit(out)
    });
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// A panic ends in a trap, whatever its message would say: the code that formats messages is
/// replaced by the trap itself. The crate formats nothing else (DESIGN: no `core::fmt`), which
/// `cargo xtask size` checks by the names that are left.
fn silence(module: &mut Module) {
    let loud: Vec<_> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| module.funcs.get(*id).name.as_deref().is_some_and(only_formats))
        .map(|(id, function)| (id, function.ty()))
        .collect();
    for (id, ty) in loud {
        let ty = module.types.get(ty);
        let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        builder.func_body().unreachable();
        let args = params.iter().map(|param| module.locals.add(*param)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
    }
    walrus::passes::gc::run(module);
}

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
