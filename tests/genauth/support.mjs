import assert from 'node:assert/strict'
import { AuthenticationClient, ManagementClient } from '../../pkg/entry/genauth-node.js'
import { APP, KEYS } from '../../www/server/genauth.mjs'
import { CALLBACK } from './support-page.mjs'

export { CALLBACK, genAuth } from './support-page.mjs'

export const app = (server, options) =>
  new AuthenticationClient({ appId: APP.id, appSecret: APP.secret, appHost: server.url, redirectUri: CALLBACK, brand: server.brand, ...options })

export const management = (server, options) =>
  new ManagementClient({ accessKeyId: KEYS.id, accessKeySecret: KEYS.secret, host: server.url, brand: server.brand, ...options })

/** Rejects with an OAuthError of this code, and says nothing of a secret. */
export async function fails(promise, code, fields = {}) {
  const error = await promise.then(() => assert.fail(`${code} was expected`), (error) => error)
  assert.equal(error.name, 'OAuthError', error.stack)
  assert.equal(error.code, code, error.stack)
  for (const [name, value] of Object.entries(fields)) assert.deepEqual(error[name], value, name)
  const told = JSON.stringify(error) + error.stack
  for (const secret of [APP.secret, KEYS.secret]) assert.ok(!told.includes(secret), 'an error tells a secret')
  return error
}

export const query = (url) => Object.fromEntries(new URL(url).searchParams)
