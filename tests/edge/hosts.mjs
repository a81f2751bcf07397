// Starts an app of this directory with the packed package in each host. Every host is `{ name, start(directory, app) }`;
// start resolves to `{ url, pid, stop }`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import workerd from 'workerd'
import { project, scratch, tool } from '../packaging/support.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

/** A project that has the apps and the packed package. */
export async function createProject() {
  const directory = await scratch('edge')
  await project(directory)
  for (const file of ['app.mjs', 'site.mjs', 'bench-app.mjs', 'node.mjs']) await copyFile(join(here, file), join(directory, file))
  return directory
}

const worker = {
  name: 'workerd',
  async start(directory, app = 'app') {
    await build({
      entryPoints: [join(directory, `${app}.mjs`)],
      outfile: join(directory, `${app}-worker/app.js`),
      bundle: true,
      format: 'esm',
      target: 'es2022',
      // What wrangler sets.
      conditions: ['workerd', 'worker', 'browser'],
      loader: { '.wasm': 'copy' },
      assetNames: '[name]',
      logLevel: 'warning',
    })
    const config = join(directory, `${app}-worker/config.capnp`)
    await writeFile(config, CONFIG)
    // The binary itself: .bin/workerd is a script that would leave it behind when killed.
    return listening(workerd.default ?? workerd, ['serve', config, '--control-fd=1'])
  },
}

// Subrequests go to a provider on this machine.
const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "app", worker = (
      modules = [
        (name = "app.js", esModule = embed "app.js"),
        (name = "edge_bg.wasm", wasm = embed "edge_bg.wasm"),
      ],
      compatibilityDate = "2026-08-01",
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "app")],
);
`

const node = (name, binary) => ({
  name,
  start: (directory, app = 'app') => listening(binary, [join(directory, 'node.mjs'), app]),
})

// Published for Linux on x64 only; elsewhere the Node that runs the tests has to do.
const node22 = tool('node22/bin/node')

export const hosts = [
  worker,
  node(`Node ${process.versions.node}`, process.execPath),
  ...(existsSync(node22) ? [node('Node 22', node22)] : []),
]

/** The same, each with site.mjs, for the suites. */
export async function sites() {
  const directory = await createProject()
  return hosts.map(({ name, start }) => ({ name, start: () => start(directory, 'site') }))
}

async function listening(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const port = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status) => reject(new Error(`${command} ended with ${status} before it listened`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"event":"listen"')) resolve(JSON.parse(line).port)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    async stop() {
      child.kill()
      await ended
    },
  }
}
