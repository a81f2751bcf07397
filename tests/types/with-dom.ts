// With the DOM library the platform's own types are meant.
import { OAuth2Client, init, initSync, type AuthorizationRequest, type FetchLike } from 'keyward'
import { createSession, type BrowserSession } from 'keyward/browser'
import { a, holds, type Same } from './expect.js'

init(new URL('./keyward_bg.wasm', 'https://app.example'))
init(fetch('/keyward_bg.wasm'))
init(a<Response>())
init(a<WebAssembly.Module>())
initSync(a<WebAssembly.Module>())
// (the DOM library's WebAssembly.Module has no members, so that every object passes for one)
// @ts-expect-error
init(true)

new OAuth2Client({ clientId: 'app', fetch })
new OAuth2Client({ clientId: 'app', fetch: async (url, init) => new Response(`${init.method} ${url}`) })
holds<Same<ReturnType<FetchLike>, Promise<Response>>>()
// @ts-expect-error: a Response is meant
new OAuth2Client({ clientId: 'app', fetch: async () => 'body' })

const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
new OAuth2Client({ clientId: 'app', clientKey: privateKey })
new OAuth2Client({ clientId: 'app', clientKey: { key: privateKey, kid: '16' } })
// @ts-expect-error: a pair is no key
new OAuth2Client({ clientId: 'app', clientKey: { publicKey: privateKey, privateKey } })

const client = a<OAuth2Client>()
client.clientCredentials({ signal: AbortSignal.timeout(1000) })
client.registerClientAuthMethod('own', ({ url, body }) => {
  body.append('key', 'k')
  return { url: new URL(url), body }
})
const request = a<AuthorizationRequest>()
client.exchangeCode(new URL(location.href), request)
client.exchangeCode(new URL(location.href).searchParams, request)
client.exchangeCode(new FormData(), request, { signal: AbortSignal.timeout(1000) })
OAuth2Client.discover('https://id.example', { clientId: 'app', signal: new AbortController().signal })
// @ts-expect-error: the URL, not the place
client.exchangeCode(location, request)
// @ts-expect-error: its signal
client.exchangeCode('', request, { signal: new AbortController() })

const session = a<BrowserSession>()
session satisfies EventTarget
const answer = await session.fetch(new Request('https://api.example'), { method: 'POST', body: new FormData() })
holds<Same<typeof answer, Response>>()
session.fetch('/me')
session.fetch(new URL('https://api.example/me'))
// @ts-expect-error
session.fetch(42)
session.addEventListener('change', (event) => {
  event satisfies Event
  event.preventDefault()
}, { signal: AbortSignal.timeout(1000) })
session.dispatchEvent(new Event('change'))
createSession({ issuer: 'https://id.example', clientId: 'app', fetch })
