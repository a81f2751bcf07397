// The page of every consumer: signs in at the provider that `/issuer` names, as the README does it.
import { createSession } from 'keyward/browser'

export async function start() {
  const issuer = await (await fetch('/issuer')).text()
  const session = await createSession({ issuer, clientId: 'app' })
  if (session.user) globalThis.session = session
  else await session.signIn()
}
