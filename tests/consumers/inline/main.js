// For bundlers that emit no .wasm file: the bytes are in the script, and there is nothing to tell anybody.
import { createCodeChallenge, createSession, init } from 'keyward/inline'

async function start() {
  const issuer = await (await fetch('/issuer')).text()
  const session = await createSession({ issuer, clientId: 'app' })
  await init()
  globalThis.challenge = createCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')
  if (session.user) globalThis.session = session
  else await session.signIn()
}

globalThis.started = start().catch((error) => (globalThis.failure = error))
