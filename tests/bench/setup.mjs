// One library and one case, checked and ready to be run again and again. Runs in every host.
import { checks } from './checks.mjs'
import { stubServer, stubStore } from './server.mjs'

/** `name` is that of a case, with its algorithm where it has one: `callback-ES256`. */
export async function setUp(library, name, inputs) {
  const [work, alg = 'RS256'] = name.split('-')
  const server = stubServer(inputs, alg)
  // A refresh answer without an ID token: with one, libraries differ in what they do about it.
  server.withIdToken = work !== 'refresh'
  server.prepare()
  const store = stubStore()
  // For libraries that take no fetch of their own.
  globalThis.fetch = server.fetch
  const run = await library[work]({ inputs, alg, server, store })
  await checks[work](run, { inputs, server, store })
  // An ID token is an argument; everything else is at hand.
  return work === 'idToken' ? () => run(server.idToken) : run
}

/** Runs it `count` times, one after the other. */
export function repeat(run, count) {
  const first = run()
  if (typeof first?.then !== 'function') {
    for (let i = 1; i < count; i += 1) run()
    return undefined
  }
  return first.then(async () => {
    for (let i = 1; i < count; i += 1) await run()
  })
}
