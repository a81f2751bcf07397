// Without any description of the platform the structural fallbacks take its place; nothing becomes `any`.
import { OAuth2Client, init, type AuthorizationRequest, type FetchLike, type HostCryptoKey, type HostResponse, type HostURL } from 'keyward'
import type { BrowserSession } from 'keyward/browser'
import { a, holds, type Same } from './expect.js'

// @ts-expect-error: really none
type _None = URL

init({ href: 'https://app.example/keyward_bg.wasm' })
// @ts-expect-error
init(42)
holds<Same<HostURL, { readonly href: string }>>()

new OAuth2Client({ clientId: 'app', clientKey: a<HostCryptoKey>() })
new OAuth2Client({ clientId: 'app', clientKey: { kty: 'EC', crv: 'P-256' } })
// @ts-expect-error
new OAuth2Client({ clientId: 'app', clientKey: 42 })

const client = a<OAuth2Client>()
client.registerClientAuthMethod('own', ({ url, headers, body }) => ({ url: `${url}?k`, headers, body: body.toString() }))
// @ts-expect-error
client.registerClientAuthMethod('own', ({ body }) => ({ body: body.nonsense }))
const request = a<AuthorizationRequest>()
client.exchangeCode({ href: 'https://app.example/callback?code=c&state=s' }, request)
// @ts-expect-error
client.exchangeCode({ hash: '#' }, request)
// @ts-expect-error
client.exchangeCode('', request, { signal: 'soon' })

holds<Same<ReturnType<FetchLike>, Promise<HostResponse>>>()
// @ts-expect-error
new OAuth2Client({ clientId: 'app', fetch: async () => 'body' })

const session = a<BrowserSession>()
const answer = await session.fetch('https://api.example/me', { method: 'POST', headers: { accept: 'text/plain' } })
holds<Same<typeof answer.status, number>>()
holds<Same<ReturnType<typeof answer.text>, Promise<string>>>()
// @ts-expect-error
answer.nonsense
session.addEventListener('change', (event) => {
  event.preventDefault()
  // @ts-expect-error
  event.nonsense
})
