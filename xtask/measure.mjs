// Prints a line per file: name, raw bytes, gzip -9, brotli -q 11, separated by tabs.
//   measure.mjs files FILE...         the files as they are
//   measure.mjs page ENTRY FILE...    ENTRY bundled and minified, and the files it fetches
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [what, ...files] = process.argv.slice(2)

function print(name, bytes) {
  const gzip = gzipSync(bytes, { level: 9 }).length
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length
  console.log([name, bytes.length, gzip, brotli].join('\t'))
}

if (what === 'page') {
  const { build } = createRequire(new URL('../tests/package.json', import.meta.url))('esbuild')
  const { outputFiles } = await build({
    entryPoints: [files.shift()],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser'],
    write: false,
    logLevel: 'warning',
  })
  for (const { path, contents } of outputFiles) print(basename(path).replace('<stdout>', 'JavaScript, minified'), Buffer.from(contents))
}
for (const file of files) print(file, readFileSync(file))
