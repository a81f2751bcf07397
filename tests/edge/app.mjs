// A server-side app that signs users in with the package, the same in every host. One request is
// one step; whatever a user needs for the next one goes out with the answer and comes back in.
import { OAuth2Client, OAuthError } from 'keyward'

const steps = {
  async begin({ issuer, options, params }) {
    const client = await OAuth2Client.discover(issuer, options)
    return { request: client.createAuthorizationUrl(params), metadata: client.metadata }
  },

  async finish({ issuer, options, callback, request }) {
    const client = await OAuth2Client.discover(issuer, options)
    return { tokens: await client.exchangeCode(callback, request) }
  },

  async refresh({ issuer, options, tokens }) {
    const client = await OAuth2Client.discover(issuer, options)
    return { tokens: await client.refreshToken(tokens.refresh_token, { previousClaims: tokens.claims }) }
  },

  async profile({ issuer, options, tokens }) {
    const client = await OAuth2Client.discover(issuer, options)
    return { profile: await client.userInfo(tokens.access_token, { expectedSub: tokens.claims.sub }) }
  },

  async end({ issuer, options, tokens }) {
    const client = await OAuth2Client.discover(issuer, options)
    const before = await client.introspectToken(tokens.access_token)
    await client.revokeToken(tokens.access_token, { tokenTypeHint: 'access_token' })
    const after = await client.introspectToken(tokens.access_token)
    return { before, after, logoutUrl: client.createLogoutUrl({ idTokenHint: tokens.id_token }) }
  },

  async aborted({ issuer, options }) {
    const abort = new AbortController()
    const pending = OAuth2Client.discover(issuer, { ...options, signal: abort.signal })
    abort.abort()
    return { client: String(await pending) }
  },
}

export async function answer(httpRequest) {
  const step = steps[new URL(httpRequest.url).pathname.slice(1)]
  try {
    return Response.json(await step(await httpRequest.json()))
  } catch (error) {
    if (!(error instanceof OAuthError)) return Response.json({ bug: String(error?.stack ?? error) }, { status: 500 })
    const { code, phase, error: reason, message, retryable } = error
    return Response.json({ code, phase, error: reason, message, retryable }, { status: 400 })
  }
}

export default { fetch: answer }
