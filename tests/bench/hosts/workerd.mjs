// workerd: a process of its own for every library and round. Its clock stands still during a request, so that time is
// taken outside: how long a request takes that runs an operation so many times, less one that runs none.
import { spawn } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import workerd from 'workerd'
import { WARM_UP } from '../measure.mjs'
import { quantile } from '../statistics.mjs'
import { bundle } from './bundle.mjs'

const CONFIG = (modules) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "bench", worker = (
    modules = [${modules.map(({ name, kind }) => `(name = "${name}", ${kind} = embed "${name}")`).join(', ')}],
    compatibilityDate = "2026-08-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "bench")],
);
`
const SAMPLES = 15
// Longer than elsewhere: each sample is a request.
const SAMPLE = 20

export async function workerdHost({ directory, inputsFile }) {
  const bundled = new Map()

  async function configured(library) {
    if (bundled.has(library)) return bundled.get(library)
    const at = join(directory, 'workerd', library)
    await mkdir(at, { recursive: true })
    await copyFile(fileURLToPath(new URL('worker.mjs', import.meta.url)), join(at, 'worker.js'))
    await copyFile(inputsFile, join(at, 'inputs.json'))
    const files = await bundle(library, at, { conditions: ['workerd', 'worker', 'browser'] })
    const modules = [
      { name: 'worker.js', kind: 'esModule' },
      { name: 'library.js', kind: 'esModule' },
      { name: 'inputs.json', kind: 'json' },
      ...files.filter((name) => name.endsWith('.wasm')).map((name) => ({ name, kind: 'wasm' })),
    ]
    await writeFile(join(at, 'config.capnp'), CONFIG(modules))
    bundled.set(library, join(at, 'config.capnp'))
    return bundled.get(library)
  }

  async function start(library) {
    const config = await configured(library)
    const child = spawn(workerd.default ?? workerd, ['serve', config, '--control-fd=1'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const port = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (status) => reject(new Error(`workerd ended with ${status} before it listened`)))
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"event":"listen"')) resolve(JSON.parse(line).port)
      })
    })
    const ask = async (path) => {
      const before = performance.now()
      const response = await fetch(`http://127.0.0.1:${port}/${path}`)
      const text = await response.text()
      const milliseconds = performance.now() - before
      if (response.status !== 200) throw new Error(`workerd, ${library}, ${path}: ${text}`)
      return milliseconds
    }
    const stop = async () => {
      child.kill()
      await ended
    }
    return { ask, stop, cpu: () => cpuOf(child.pid) }
  }

  return {
    version: `workerd ${await version()}`,
    async *measure(library, cases) {
      const worker = await start(library)
      try {
        for (const work of cases) yield [work, await sampled(worker, work)]
      } finally {
        await worker.stop()
      }
    },
    async cold(library) {
      const worker = await start(library)
      try {
        // The connection and the worker itself are no part of it.
        const empty = Math.min(await worker.ask('none'), await worker.ask('none'), await worker.ask('none'))
        return { milliseconds: Math.max(0, (await worker.ask('cold')) - empty) }
      } finally {
        await worker.stop()
      }
    },
    async stop() {},
  }
}

async function sampled({ ask, cpu }, work) {
  await ask(`set-up/${work}`)
  let count = 1
  let took = 0
  const until = performance.now() + WARM_UP
  while (performance.now() < until || took < SAMPLE / 2) {
    took = await ask(`run/${count}`)
    if (took < SAMPLE / 2) count *= 2
  }
  count = Math.max(1, Math.round((count * SAMPLE) / took))
  // The quickest empty request: one that was disturbed would make a sample look quicker than it was.
  const empty = []
  for (let i = 0; i < SAMPLES; i += 1) empty.push(await ask('none'))
  const way = Math.min(...empty)
  const samples = []
  const before = await cpu()
  for (let i = 0; i < SAMPLES; i += 1) samples.push((Math.max(0, (await ask(`run/${count}`)) - way) * 1e6) / count)
  const used = (await cpu()) - before
  const operations = count * SAMPLES
  const result = { nanoseconds: quantile(samples, 0.1), operations }
  return Number.isFinite(used) ? { ...result, cpu: (used * 1e3) / operations } : result
}

/** Microseconds of CPU time of a process, where the system has /proc; it counts in hundredths of a second. */
async function cpuOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 1e4
}

const version = async () =>
  JSON.parse(await readFile(new URL('../../node_modules/workerd/package.json', import.meta.url), 'utf8')).version
