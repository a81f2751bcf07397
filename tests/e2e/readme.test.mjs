// The first lines of JavaScript in README.md, run as they stand there: by a page without a bundler, by Vite's
// development server and by what Vite builds, both without any configuration.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build, createServer as createViteServer } from 'vite'
import { people, spaClient, startProvider } from '../../www/server/provider.mjs'
import { install } from '../install.mjs'
import { launch } from './browser.mjs'
import { selfSigned } from './certificate.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = await readFile(join(root, 'README.md'), 'utf8')
const lines = /^```js\n(.*?)^```$/ms.exec(readme)[1]
const named = (option) => new RegExp(`\\b${option}: '([^']+)'`).exec(lines)?.[1]
const issuer = new URL(named('issuer'))
const apis = [...lines.matchAll(/https:\/\/[\w.-]+/g)].map(([origin]) => origin).filter((origin) => origin !== issuer.origin)
const app = 'https://app.example'
const tls = selfSigned([...new Set([app, issuer.origin, ...apis])].map((origin) => new URL(origin).hostname))

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' }
const html = (head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title>${head}</head>
<body><script type="module" src="/main.js"></script></body></html>`

let project
let provider
let api
let browser
let page
let serve
const callers = []

before(async () => {
  project = await mkdtemp(join(tmpdir(), 'keyward-readme-'))
  await install(project)
  await writeFile(join(project, 'main.js'), lines)
  await writeFile(join(project, 'index.html'), html())

  provider = await startProvider({
    tls,
    origin: issuer.origin,
    path: issuer.pathname.replace(/^\/$/, ''),
    clients: [spaClient({ clientId: named('clientId'), redirectUris: [named('redirectUri') ?? `${app}/`] })],
    autoLogin: people[0].sub,
  })
  api = await listening((request, response) => {
    callers.push(request.headers.authorization)
    response.setHeader('access-control-allow-origin', app)
    response.setHeader('access-control-allow-headers', 'authorization')
    response.setHeader('content-type', 'application/json').end('[]')
  })
  page = await listening((request, response) => serve(request, response))
  browser = await launch({
    hosts: {
      [issuer.hostname]: `127.0.0.1:${provider.port}`,
      ...Object.fromEntries(apis.map((origin) => [new URL(origin).hostname, `127.0.0.1:${api.address().port}`])),
      [new URL(app).hostname]: `127.0.0.1:${page.address().port}`,
    },
  })
})

after(async () => {
  await browser?.close()
  for (const server of [api, page]) {
    server?.closeAllConnections()
    server?.close()
  }
  await provider?.close()
  await rm(project, { recursive: true, force: true })
})

const hosts = {
  'without a bundler': () => {
    const imports = { keyward: '/node_modules/keyward/entry/browser.js', 'keyward/browser': '/node_modules/keyward/entry/session-browser.js' }
    const index = html(`<script type="importmap">${JSON.stringify({ imports })}</script>`)
    serve = files(project, { '/': index })
  },
  "by Vite's development server": async () => {
    const vite = await createViteServer({ root: project, configFile: false, logLevel: 'error', server: { middlewareMode: true, hmr: false, ws: false } })
    // A development server knows itself as localhost.
    serve = (request, response) => {
      request.headers.host = 'localhost'
      vite.middlewares(request, response)
    }
    return () => vite.close()
  },
  'built by Vite': async () => {
    await build({ root: project, configFile: false, logLevel: 'error' })
    serve = files(join(project, 'dist'))
  },
}

describe('the lines of the README', () => {
  test('are at most eight', () => {
    assert.ok(lines.trim().split('\n').filter(Boolean).length <= 8, lines)
  })

  for (const [name, start] of Object.entries(hosts)) {
    test(`sign somebody in, ${name}`, async () => {
      const stop = await start()
      const context = await browser.newContext({ ignoreHTTPSErrors: true })
      try {
        const grants = provider.grants.length
        const window = await context.newPage()
        const problems = []
        window.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
        await window.goto(`${app}/`)
        const greeting = window.getByText(people[0].claims.name)
        await greeting.waitFor({ timeout: 30_000 }).catch((error) => {
          throw new Error(`${error.message}\n${window.url()}\n${problems.join('\n')}`)
        })
        assert.equal(window.url(), `${app}/`)
        assert.deepEqual(provider.grants.slice(grants).map(({ ok }) => ok), [true])
      } finally {
        await context.close()
        await stop?.()
      }
    })
  }

  if (apis.length > 0) {
    test('send the access token to the API', () => {
      assert.ok(callers.some((authorization) => authorization?.startsWith('Bearer ')))
    })
  }
})

function files(directory, pages = {}) {
  return async (request, response) => {
    const path = new URL(request.url, app).pathname
    try {
      const body = pages[path] ?? (await readFile(join(directory, path === '/' ? 'index.html' : path)))
      response.writeHead(200, { 'content-type': types[extname(path) || '.html'] ?? 'application/octet-stream' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  }
}

async function listening(handler) {
  const server = createServer(tls, handler)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
