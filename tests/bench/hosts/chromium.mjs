// Chromium: a browser context, and so a renderer process, of its own for every library and round.
import { createServer } from 'node:http'
import { mkdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from '../../e2e/browser.mjs'
import { bundle } from './bundle.mjs'

const wasm = fileURLToPath(new URL('../../../pkg/wasm', import.meta.url))
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' }
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title>'

export async function chromiumHost({ directory, inputs }) {
  const bundled = new Set()
  const server = createServer(async (request, response) => {
    const [, place, file] = request.url.split('/')
    try {
      const body = !file ? PAGE : await readFile(file.endsWith('.wasm') ? join(wasm, file) : join(directory, 'chromium', place, file))
      response.writeHead(200, { 'content-type': TYPES[extname(file ?? '')] ?? 'text/html', 'cache-control': 'no-store' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launch({ whole: true })

  /** A page, with the process's CPU time; `work` runs in it. */
  async function inPage(library, work) {
    if (!bundled.has(library)) {
      const at = join(directory, 'chromium', library)
      await mkdir(at, { recursive: true })
      await bundle(library, at, { conditions: ['browser'] })
      bundled.add(library)
    }
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1:${server.address().port}/${library}`)
      const metrics = await context.newCDPSession(page)
      await metrics.send('Performance.enable')
      const cpu = async () => {
        const found = (await metrics.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ProcessTime')
        return found.value * 1e6
      }
      return await work(page, cpu)
    } finally {
      await context.close()
    }
  }

  return {
    version: `Chromium ${browser.version()}`,
    async *measure(library, cases) {
      yield* await inPage(library, async (page, cpu) => {
        const results = []
        for (const work of cases) {
          const count = await page.evaluate(
            async ([library, work, inputs]) => {
              globalThis.bench = await import(`/${library}/library.js`)
              globalThis.run = await bench.setUp(bench.library, work, inputs)
              return bench.warmUp(run)
            },
            [library, work, inputs],
          )
          const before = await cpu()
          const result = await page.evaluate((count) => bench.sample(run, count), count)
          result.cpu = (((await cpu()) - before) * 1e3) / result.operations
          results.push([work, result])
        }
        return results
      })
    },
    cold: (library) =>
      inPage(library, (page) =>
        page.evaluate(
          async ([name, inputs]) => {
            const before = performance.now()
            const { library, stubServer, stubStore } = await import(`/${name}/library.js`)
            const store = stubStore()
            const run = await library.login({ inputs, alg: 'RS256', server: stubServer(inputs, 'RS256'), store })
            const url = await run()
            const milliseconds = performance.now() - before
            if (!url.startsWith(`${inputs.issuer}/authorize?`) || !store.text) throw new Error(`no authorization URL: ${url}`)
            return { milliseconds }
          },
          [library, inputs],
        ),
      ),
    async stop() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
