// The suites of the guard and of sessions in Deno, in Bun and in Vercel's edge runtime, at a real provider.
import { spawn } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { EdgeRuntime } from 'edge-runtime'
import { build } from 'esbuild'
import { guardSuite } from '../edge/guard-suite.mjs'
import { sessionSuite } from '../edge/session-suite.mjs'
import { project, root, scratch } from '../packaging/support.mjs'
import { bun, deno } from './programs.mjs'

const directory = await scratch('others')
await project(directory)
await copyFile(join(root, 'tests/edge/site.mjs'), join(directory, 'site.mjs'))
await writeFile(join(directory, 'deno.mjs'), `import { answer } from './site.mjs'
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: ({ port }) => console.log(JSON.stringify({ port })) }, (request) => answer(request))
`)
await writeFile(join(directory, 'bun.mjs'), `import { answer } from './site.mjs'
const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => answer(request) })
console.log(JSON.stringify({ port }))
`)

const listening = (command, args, env) => async () => {
  const child = spawn(command, args, { cwd: directory, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((done) => child.once('exit', done))
  const port = await new Promise((found, fail) => {
    child.once('error', fail)
    child.once('exit', (status) => fail(new Error(`${command} ended with ${status}`)))
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"port"') && found(JSON.parse(line).port))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => (child.kill(), ended) }
}

/** Vercel's edge runtime gets the module from outside: it is of another realm. */
async function edgeRuntime() {
  const { outputFiles } = await build({
    stdin: { contents: `import { answer } from './site.mjs'\naddEventListener('fetch', (event) => event.respondWith(answer(event.request)))`, resolveDir: directory },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['edge-light', 'worker'],
    plugins: [{
      name: 'a module from outside',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'outside' }))
        onLoad({ filter: /.*/, namespace: 'outside' }, () => ({ contents: 'export default globalThis.MODULE' }))
      },
    }],
  })
  const module = new WebAssembly.Module(await readFile(join(directory, 'node_modules/keyward/wasm/edge_bg.wasm')))
  const runtime = new EdgeRuntime({ extend: (context) => Object.assign(context, { MODULE: module }), initialCode: outputFiles[0].text })
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, headers } = request
    const answered = await runtime.dispatchFetch(`http://${headers.host}${request.url}`, {
      method,
      headers: Object.entries(headers).filter(([name]) => !['connection', 'content-length', 'transfer-encoding'].includes(name)),
      body: method === 'GET' ? undefined : Buffer.concat(chunks),
    })
    response.writeHead(answered.status, [...answered.headers].flat())
    response.end(Buffer.from(await answered.arrayBuffer()))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())) }
}

const hosts = [
  {
    name: 'Deno',
    // Its Cache API writes to a directory of its own.
    caches: ['memory', 'api'],
    start: listening(deno, ['run', '--allow-net', '--allow-read', '--allow-env', 'deno.mjs'], {
      DENO_DIR: join(directory, 'deno'),
    }),
  },
  { name: 'Bun', start: listening(bun, ['bun.mjs']) },
  { name: 'edge-runtime', start: edgeRuntime },
]
sessionSuite(hosts)
guardSuite(hosts)
