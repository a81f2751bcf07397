// As support.mjs, without the entry of servers: it would load the larger module first.
import { after } from 'node:test'
import { startGenAuth } from '../../www/server/genauth.mjs'

export const CALLBACK = 'https://app.example/callback'

/** A server of its own for a test file. */
export async function genAuth(options) {
  const server = await startGenAuth(options)
  after(() => server.close())
  return server
}
