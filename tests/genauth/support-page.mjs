// As support.mjs, without the entry of servers: it would load the larger module first.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { startGenAuth } from '../../www/server/genauth.mjs'

export const CALLBACK = 'https://app.example/callback'

/** A server of its own for a test file. */
export async function genAuth(options) {
  const server = await startGenAuth(options)
  after(() => server.close())
  return server
}

/** Rejects with an OAuthError of this code. */
export async function fails(promise, code) {
  const error = await promise.then(() => assert.fail(`${code} was expected`), (error) => error)
  assert.equal(error.code, code, error.stack)
}
