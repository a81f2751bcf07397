// `keyward` and `keyward/browser` in one, with the WebAssembly module inside the JavaScript: for bundlers that emit no .wasm
// file. It weighs a third more than the two files apart and is compiled only when it has arrived as a whole.
export * from './index.js'
export * from './browser.js'
