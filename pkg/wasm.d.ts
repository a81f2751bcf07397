/**
 * The WebAssembly file itself, for `init` where a bundler does not find it by itself.
 *
 * What it is depends on who loads it: an address (esbuild's `file` loader), the bytes (its `binary` loader) or a compiled
 * module (Workers). `init` takes them all. An address that is relative to the script needs `new URL(wasm, import.meta.url)`.
 *
 * @module
 */

/** An address, the bytes or a compiled module; untyped, because only the bundler knows. */
declare const wasm: any
export default wasm
