// esbuild copies no file that `new URL` names: it is asked to, and the package is told where the copy lies.
import { init } from 'keyward'
import wasm from 'keyward/wasm'
import { start } from '../app.js'

globalThis.started = init(new URL(wasm, import.meta.url))
  .then(start)
  .catch((error) => (globalThis.failure = error))
