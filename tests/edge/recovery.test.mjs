// An instance that dies takes no guard and no session along: whoever is in flight gets a typed error or is served as
// before, and the next call works.
//
//   cargo xtask build --forced-trap && node --test tests/edge/recovery.test.mjs
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { forcedTrap } from '../hostile/instances.mjs'
import { startWorker } from '../hostile/workerd.mjs'
import { recover } from './recovery.mjs'

test('Node: calls in flight fail by a typed error, the next ones work', async () => {
  const load = (file) => import(new URL(file, forcedTrap))
  const edge = await load('entry/edge-node.js')
  const { forceTrap } = await load('wasm/keyward.js')
  const { guarded } = await load('src/instance.js')
  assert.deepEqual(await recover({ edge, forceTrap, guarded }), [])
})

test('workerd: calls in flight fail by a typed error, the next ones work', async () => {
  const worker = await startWorker({
    stdin: {
      contents: `
        import * as edge from './entry/edge-workerd.js'
        import { forceTrap } from './wasm/keyward.js'
        import { guarded } from './src/instance.js'
        import { recover } from ${JSON.stringify(fileURLToPath(new URL('./recovery.mjs', import.meta.url)))}
        export default { fetch: async () => Response.json(await recover({ edge, forceTrap, guarded })) }`,
      resolveDir: fileURLToPath(forcedTrap),
    },
  })
  try {
    assert.deepEqual(await (await fetch(worker.url)).json(), [])
  } finally {
    await worker.stop()
  }
})
