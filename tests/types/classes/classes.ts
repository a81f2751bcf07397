/// <reference path="./platform.d.ts" />
import { OAuth2Client, init, type AuthorizationRequest, type HostAbortSignal, type HostURL } from 'keyward'
import type { BrowserSession } from 'keyward/browser'
import { a, holds, type Same } from '../expect.js'

holds<Same<HostURL, URL>>()
holds<Same<HostAbortSignal, AbortSignal>>()
init(a<WebAssembly.Module>())
new OAuth2Client({ clientId: 'app', fetch })
new OAuth2Client({ clientId: 'app', fetch: (url, init) => fetch(url, init) })
a<OAuth2Client>().exchangeCode(new URL('https://app.example'), a<AuthorizationRequest>(), { signal: AbortSignal.timeout(1) })
// @ts-expect-error: this platform's URL is meant
a<OAuth2Client>().exchangeCode({ href: 'https://app.example' }, a<AuthorizationRequest>())
const answer = await a<BrowserSession>().fetch(new Request('https://api.example'))
holds<Same<typeof answer, Response>>()
