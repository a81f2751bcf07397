// What the packaging tests share: the tarball, an empty project that has it installed, and a place to serve files from.
import { after } from 'node:test'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A tool of tests/node_modules. */
export const tool = (path) => join(root, 'tests/node_modules', path)

/** Runs a program to its end; `code`, and everything it printed. */
export async function run(program, args, { cwd = root, env = {} } = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { code, stdout, stderr, output: stdout + stderr }
}

/** The same for a program that must succeed. */
export async function succeed(program, args, options) {
  const result = await run(program, args, options)
  if (result.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${result.code}\n${result.output}`)
  return result
}

/** A directory that goes away after the tests of a file. */
export async function scratch(name) {
  const directory = await mkdtemp(join(tmpdir(), `keyward-${name}-`))
  after(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }))
  return directory
}

/** Packs pkg/ as npm publishes it. */
export async function pack(directory) {
  const { stdout } = await succeed('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
    cwd: join(root, 'pkg'),
  })
  const answer = JSON.parse(stdout)
  const [{ filename, files }] = Array.isArray(answer) ? answer : Object.values(answer)
  return { tarball: join(directory, filename), files: files.map((file) => file.path).sort() }
}

/** An empty project, with the tarball installed as a user installs it; `--offline`, because it needs nothing else. */
export async function project(directory, { tarball } = {}) {
  tarball ??= (await pack(directory)).tarball
  await writeFile(join(directory, 'package.json'), '{ "name": "app", "private": true, "type": "module" }\n')
  await succeed('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], {
    cwd: directory,
  })
  return join(directory, 'node_modules/keyward')
}

/** The first example of the README, as it stands there. */
export async function readmeLines() {
  const [, lines] = /^```js\n([^]*?)^```$/m.exec(await readFile(join(root, 'README.md'), 'utf8')) ?? []
  if (!lines) throw new Error('README.md has no ```js example')
  return lines
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** Serves a directory on a loopback port, until the tests of a file are over; `directory` and `headers` may be set later. */
export async function serve() {
  const site = { directory: undefined, headers: {} }
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html')
    try {
      const body = await readFile(join(site.directory, path))
      const type = TYPES[extname(path)] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, ...site.headers }).end(body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('No such file')
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(site, { url: `http://127.0.0.1:${server.address().port}/` })
}

/** A loopback port that was free a moment ago. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}
