// What wrangler would upload of the Worker in www/worker: a dry run, which needs no account and no network.
import assert from 'node:assert/strict'
import { cp, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { project, root, scratch, succeed, tool } from './support.mjs'

// Bytes, brotli 11, of all that keyward/edge has.
const LINE = 100_000

const directory = await scratch('deploy')
await project(directory)

async function dryRun(name) {
  const { output } = await succeed(
    process.execPath,
    [tool('wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', 'upload'],
    {
      cwd: join(directory, name),
      // Nothing is asked, sent or written outside of the directory.
      env: { CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', XDG_CONFIG_HOME: join(directory, 'config') },
    },
  )
  const upload = join(directory, name, 'upload')
  const files = (await readdir(upload)).filter((file) => /\.(js|wasm)$/.test(file))
  assert.equal(files.length, 2, 'a script and the module')
  const brotli = await Promise.all(files.map(async (file) => brotliCompressSync(await readFile(join(upload, file))).length))
  return { said: /Total Upload: .*/.exec(output)?.[0], brotli: brotli.reduce((sum, bytes) => sum + bytes) }
}

test('wrangler uploads the Worker template', async (t) => {
  await cp(join(root, 'www/worker'), join(directory, 'template'), { recursive: true })
  const { said, brotli } = await dryRun('template')
  t.diagnostic(`www/worker: ${said}; ${brotli} bytes brotli`)
  assert.ok(said, 'wrangler says how large it is')
})

test('keyward/edge as wrangler uploads it is below 100 kB', async (t) => {
  await cp(join(root, 'www/worker'), join(directory, 'edge'), { recursive: true })
  // All of it, and nothing else.
  await writeFile(join(directory, 'edge/index.js'), `import * as edge from 'keyward/edge'
export { SessionObject } from 'keyward/edge'
export default { fetch: () => Response.json(Object.entries(edge).map(([name, value]) => [name, typeof value])) }
`)
  const { said, brotli } = await dryRun('edge')
  t.diagnostic(`keyward/edge: ${said}; ${brotli} bytes brotli, ${Math.round((brotli / LINE) * 100)} % of its line`)
  assert.ok(brotli < LINE, `${brotli} bytes`)
})
