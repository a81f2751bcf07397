// The template in www/worker, in workerd, at the embedded provider.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startEdgeDemo } from '../../www/server/edge.mjs'

test('the Worker template signs in, shows what its API has, and signs out', async (t) => {
  const demo = await startEdgeDemo()
  t.after(() => demo.close())
  const jar = new Map()
  const open = async (target, init = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(target, demo.url), { redirect: 'manual', ...init, headers: { cookie, ...init.headers } })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return response
  }
  assert.match(await (await open('/')).text(), /Nobody is signed in/)
  assert.equal((await open('/api/orders')).status, 401)
  const begun = await open('/auth/login')
  const callback = await demo.provider.authorize(begun.headers.get('location'), { account: 'mira' })
  assert.equal((await open(callback)).headers.get('location'), demo.url)
  const page = await open('/')
  assert.match(await page.text(), /Mira Okafor[^]*Brass key/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  const origin = new URL(demo.url).origin
  assert.equal((await open('/auth/logout', { method: 'POST', headers: { origin } })).status, 303)
  assert.match(await (await open('/')).text(), /Nobody is signed in/)
})
