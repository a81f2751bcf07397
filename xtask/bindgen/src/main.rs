//! `bindgen INPUT.wasm OUT_DIR`: writes the JavaScript glue of the package.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(out)) = (args.next(), args.next()) else {
        eprintln!("usage: bindgen INPUT.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let generated = bindgen.input_path(input).out_name("keyward").web(true).and_then(|b| {
        b.typescript(true)
            .remove_producers_section(true)
            // The entries of the package say where the module lies.
            .omit_default_module_path(true)
            // A trap is answered with a fresh instance.
            .reset_state_function(true)
            .keep_debug(false)
            .generate(out)
    });
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
