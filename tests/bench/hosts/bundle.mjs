// A library as a page or a Worker would load it: one script, and the module beside it.
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readdir } from 'node:fs/promises'
import { build } from 'esbuild'

const bench = fileURLToPath(new URL('..', import.meta.url))

/** Writes `library.js` into `directory`; the names of all files there. */
export async function bundle(library, directory, { conditions, external = [] }) {
  await build({
    stdin: {
      resolveDir: bench,
      contents: `export * as library from './libraries/${library}.mjs'
export * from './setup.mjs'
export * from './server.mjs'
export * from './measure.mjs'`,
    },
    outfile: join(directory, 'library.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions,
    external,
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    logLevel: 'error',
  })
  return (await readdir(directory)).map((name) => basename(name))
}
