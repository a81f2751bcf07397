// Prints a line per file: name, raw bytes, gzip -9, brotli -q 11, separated by tabs.
//   measure.mjs files FILE...         the files as they are
//   measure.mjs page ENTRY FILE...    ENTRY bundled and minified, and the files it fetches
// Two more print less:
//   measure.mjs script ENTRY          ENTRY's bundle by source file: name and raw bytes; at last, without a
//                                     name, what belongs to none
//   measure.mjs without FILE PLACES   per line of PLACES (offset+length ...) by how much brotli makes FILE
//                                     smaller without these places
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [what, ...files] = process.argv.slice(2)

function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return brotliCompressSync(bytes, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length
}

function print(name, bytes) {
  console.log([name, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)].join('\t'))
}

function bundle(entry) {
  const { build } = createRequire(new URL('../tests/package.json', import.meta.url))('esbuild')
  return build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['browser'],
    write: false,
    metafile: true,
    logLevel: 'warning',
  })
}

if (what === 'page') {
  const { outputFiles } = await bundle(files.shift())
  for (const { path, contents } of outputFiles) print(basename(path).replace('<stdout>', 'JavaScript, minified'), Buffer.from(contents))
}
if (what === 'script') {
  const { metafile } = await bundle(files[0])
  for (const { inputs, bytes } of Object.values(metafile.outputs)) {
    let rest = bytes
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      console.log(`${file}\t${bytesInOutput}`)
      rest -= bytesInOutput
    }
    console.log(`\t${rest}`)
  }
} else if (what === 'without') {
  const module = readFileSync(files[0])
  const whole = brotli(module)
  for (const line of readFileSync(files[1], 'utf8').trimEnd().split('\n')) {
    const rest = []
    let at = 0
    for (const place of line.trim().split(' ')) {
      const [start, length] = place.split('+').map(Number)
      rest.push(module.subarray(at, start))
      at = start + length
    }
    console.log(whole - brotli(Buffer.concat([...rest, module.subarray(at)])))
  }
} else {
  for (const file of files) print(file, readFileSync(file))
}
