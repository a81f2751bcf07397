// The provider of the demo with everything switched on that `oidc-provider` has for clients, and with grants of its own
// where it has none.
import { createPublicKey, verify } from 'node:crypto'
import { startProvider } from '../../www/server/provider.mjs'

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'
const EVERY_GRANT = ['authorization_code', 'refresh_token', 'client_credentials', 'implicit', DEVICE_CODE, 'password', JWT_BEARER, TOKEN_EXCHANGE]
const EVERY_RESPONSE = ['code', 'code id_token', 'code token', 'code id_token token', 'id_token', 'id_token token']

export const redirectUri = 'https://app.example/callback'
export const api = 'https://api.example'
export const secret = 'a-secret-of-at-least-thirty-two-bytes-for-HS256 %+'
/** Where the user ends who entered a device's code. */
const DONE = 'https://app.example/device-done'

/**
 * @param {Record<string, any>[]} registrations `client_id`, `token_endpoint_auth_method` and what belongs to that
 * @param {any} trusted the public JWK whose assertions are a grant
 */
export async function startEverything(registrations, trusted) {
  const clients = registrations.map((registration) => ({
    client_name: registration.client_id,
    redirect_uris: [redirectUri],
    grant_types: EVERY_GRANT,
    response_types: EVERY_RESPONSE,
    ...registration,
  }))
  const server = await startProvider({
    clients,
    autoLogin: 'mira',
    resources: { [api]: { scope: 'orders:read orders:write', format: 'jwt' } },
    rotateRefreshTokens: true,
    features: { deviceFlow: { enabled: true, successSource: (ctx) => ctx.redirect(DONE) } },
    configuration: {
      responseTypes: EVERY_RESPONSE,
      scopes: ['openid', 'offline_access', 'profile', 'email', 'orders:read', 'orders:write'],
      clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
    },
  })
  const { provider } = server
  const errors = await import('../../tests/node_modules/oidc-provider/lib/index.js').then((module) => module.errors)
  const invalid = (description) => new errors.InvalidGrant(description)

  /** An access token for someone, as a grant of its own gives it. */
  async function give(ctx, accountId, more = {}) {
    const { client, params } = ctx.oidc
    const scope = params.scope || 'openid'
    const grant = new provider.Grant({ accountId, clientId: client.clientId })
    grant.addOIDCScope(scope)
    const token = new provider.AccessToken({ accountId, client, grantId: await grant.save(), gty: params.grant_type, scope })
    ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: 'Bearer', scope, ...more }
  }

  provider.registerGrantType('password', async (ctx) => {
    const { username, password } = ctx.oidc.params
    if (password !== `password of ${username}`) throw invalid('wrong user name or password')
    await give(ctx, username)
  }, ['username', 'password', 'scope'])

  const key = createPublicKey({ key: trusted, format: 'jwk' })
  provider.registerGrantType(JWT_BEARER, async (ctx) => {
    const [head, body, signature] = ctx.oidc.params.assertion.split('.')
    const signed = verify('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
    const { sub, aud, exp } = JSON.parse(Buffer.from(body, 'base64url'))
    if (!signed || exp < Date.now() / 1000 || ![server.issuer, `${server.issuer}/token`].includes(aud)) throw invalid('the assertion is not good')
    await give(ctx, sub)
  }, ['assertion', 'scope'])

  provider.registerGrantType(TOKEN_EXCHANGE, async (ctx) => {
    const { subject_token, subject_token_type, requested_token_type } = ctx.oidc.params
    const kinds = 'urn:ietf:params:oauth:token-type:'
    const subject = subject_token_type === `${kinds}access_token` && (await provider.AccessToken.find(subject_token))
    if (!subject) throw new errors.InvalidRequest('the subject token is not good')
    if (requested_token_type === `${kinds}jwt`) {
      ctx.body = { access_token: 'eyJhbGciOiJub25lIn0.e30.', issued_token_type: requested_token_type, token_type: 'N_A', expires_in: 60 }
      return
    }
    await give(ctx, subject.accountId, { issued_token_type: `${kinds}access_token` })
  }, ['subject_token', 'subject_token_type', 'requested_token_type', 'actor_token', 'actor_token_type', 'audience', 'resource', 'scope'], ['audience', 'resource'])

  return {
    ...server,
    /** The user goes where the device says, and says yes. */
    async enter(code) {
      const end = await server.authorize(code.verification_uri_complete)
      if (end !== DONE) throw new Error(`the user ended at ${end}`)
    },
  }
}
