// One library in a process of its own; prints one line of JSON.
//   node-child.mjs measure LIBRARY CASE INPUTS
//   node-child.mjs cold    LIBRARY INPUTS
//   node-child.mjs memory  LIBRARY INPUTS LOGINS
//   node-child.mjs flat    INPUTS
import { readFileSync } from 'node:fs'

const [mode, ...args] = process.argv.slice(2)
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

const modes = {
  async measure(name, work, inputs) {
    const [{ setUp }, { measure }] = await Promise.all([import('../setup.mjs'), import('../measure.mjs')])
    const library = await import(`../libraries/${name}.mjs`)
    return measure(await setUp(library, work, read(inputs)), cpu)
  },

  async cold(name, path) {
    const inputs = read(path)
    const { stubServer, stubStore } = await import('../server.mjs')
    const server = stubServer(inputs, 'RS256')
    const store = stubStore()
    const used = cpu()
    const before = performance.now()
    const library = await import(`../libraries/${name}.mjs`)
    const run = await library.login({ inputs, alg: 'RS256', server, store })
    const url = await run()
    const milliseconds = performance.now() - before
    const cpuMilliseconds = (cpu() - used) / 1e3
    if (!url.startsWith(`${inputs.issuer}/authorize?`) || !store.text) throw new Error(`no authorization URL: ${url}`)
    return { milliseconds, cpuMilliseconds }
  },

  async memory(name, inputs, logins) {
    const { setUp, repeat } = await import('../setup.mjs')
    const run = await setUp(await import(`../libraries/${name}.mjs`), 'login', read(inputs))
    const settled = async () => {
      // Finalizers run between turns, and may set free what a first collection could not.
      for (let i = 0; i < 4; i += 1) {
        globalThis.gc()
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const { rss, heapUsed, external } = process.memoryUsage()
      return { rss, kept: heapUsed + external }
    }
    await repeat(run, 2_000)
    const before = await settled()
    await repeat(run, Number(logins))
    const after = await settled()
    return { kept: after.kept - before.kept, rss: after.rss - before.rss, total: after.rss }
  },

  async flat(path) {
    const { operations, keys } = await import('../flat.mjs')
    const inputs = read(path)
    return { operations: await operations(inputs, cpu), keys: await keys(inputs, cpu) }
  },
}

console.log(JSON.stringify(await modes[mode](...args)))
