// The contract of `keyward/providers`, with and without the DOM library.
import * as providers from 'keyward/providers'
import type { OAuth2Client, ProfileSource, TokenSet } from 'keyward'
import * as names from './names.mjs'
import { a, holds, type Same } from './expect.js'

holds<Same<keyof typeof providers, (typeof names.providers)[number]>>()

const options = { clientId: 'app', clientSecret: 's', redirectUri: 'https://app.example/callback', scope: ['a'], timeout: 1_000 }

// ---- synchronous, or discovered first ----------------------------------------------------------------------------------

holds<Same<ReturnType<typeof providers.google>, OAuth2Client>>()
holds<Same<ReturnType<typeof providers.openid>, Promise<OAuth2Client>>>()
const clients: OAuth2Client[] = [
  providers.google(options),
  providers.github({ ...options, host: 'github.corp.example' }),
  providers.facebook({ ...options, version: 'v25.0' }),
  providers.microsoft({ ...options, tenant: 'common' }),
  providers.reddit({ ...options, userAgent: 'web:a:v1' }),
  providers.franceconnect({ ...options, integration: true }),
  providers.shopify({ ...options, shop: 'a-shop', accessMode: 'per-user' }),
  providers.apple({ ...options, teamId: 't', keyId: 'k', privateKey: 'pem' }),
  providers.gitlab({ ...options, url: 'https://gitlab.corp.example' }),
  providers.wechat({ ...options, officialAccount: true, lang: 'zh_CN' }),
]
const discovered: Promise<OAuth2Client>[] = [
  providers.okta({ ...options, domain: 'dev-1.okta.com', authorizationServer: 'default' }),
  providers.openid({ ...options, issuer: 'https://id.example' }),
  providers.auth0({ ...options, domain: 'tenant.auth0.com' }),
  providers.keycloak({ ...options, url: 'https://sso.example', realm: 'demo' }),
  providers.cognito({ ...options, region: 'eu-west-1', userPoolId: 'eu-west-1_x' }),
  providers.salesforce(options),
]
holds<Same<ReturnType<typeof providers.longLivedToken>, Promise<TokenSet>>>()
providers.longLivedToken(providers.facebook(options), 'token', { timeout: 1_000 })

// metadata complete what is known
providers.google({ ...options, metadata: { revocation_endpoint: 'https://a.example/' } })

// ---- what is refused ---------------------------------------------------------------------------------------------------

// @ts-expect-error: no clientId
providers.google({})
// @ts-expect-error: of another provider
providers.google({ ...options, tenant: 'common' })
// @ts-expect-error: no shop
providers.shopify(options)
// @ts-expect-error: no domain
providers.okta(options)
// @ts-expect-error: there is no other
providers.shopify({ ...options, shop: 'a', accessMode: 'online' })
// @ts-expect-error: metadata are discovered
providers.openid({ ...options, issuer: 'https://id.example', metadata: {} })

// ---- who the user is ---------------------------------------------------------------------------------------------------

const client = a<OAuth2Client>()
holds<Same<ReturnType<typeof client.getIdEmail>, Promise<[id: string, email: string | null]>>>()
holds<Same<ReturnType<typeof client.getProfile>, Promise<Record<string, unknown>>>>()
client.getIdEmail('token')
client.getIdEmail(a<TokenSet>(), { expectedSub: 's', timeout: 1_000 })
// @ts-expect-error
client.getIdEmail()
// @ts-expect-error
client.getProfile('token', { placement: 'query' })

const source: ProfileSource = {
  url: 'https://api.example/me?id={openid}',
  headers: { 'client-id': '{client_id}' },
  placement: 'query',
  id: ['unionid', 'openid'],
  email: 'addresses[primary=true].value',
  emailVerified: 'verified',
  emails: { url: 'https://api.example/emails', email: ['0.email'] },
  error: ['errcode', 'errmsg'],
}
// @ts-expect-error
source satisfies { placement: 'body' }
export { clients, discovered }
