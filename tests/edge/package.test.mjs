// The package as npm would publish it, in every host without a page, at a real provider.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { people, startProvider } from '../../www/server/provider.mjs'
import { createProject, hosts } from './hosts.mjs'

const redirectUri = 'https://app.example/callback'
const registrations = {
  none: { client_id: 'public', token_endpoint_auth_method: 'none' },
  client_secret_basic: { client_id: 'basic', client_secret: 'a secret: +/%', token_endpoint_auth_method: 'client_secret_basic' },
  client_secret_post: { client_id: 'post', client_secret: 'another secret & more', token_endpoint_auth_method: 'client_secret_post' },
}

/** The options of a client that authenticates by `method`. */
function optionsOf(method) {
  const { client_id: clientId, client_secret: clientSecret } = registrations[method]
  return {
    clientId,
    clientSecret,
    redirectUri,
    scope: 'openid profile email',
    ...(clientSecret && {
      tokenEndpointAuthMethod: method,
      introspectionEndpointAuthMethod: method,
      revocationEndpointAuthMethod: method,
    }),
  }
}

const directory = await createProject()
let provider

before(async () => {
  provider = await startProvider({
    clients: Object.values(registrations).map((registration) => ({
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [redirectUri],
      ...registration,
    })),
  })
})

after(async () => {
  await provider?.close()
})

for (const host of hosts) {
  describe(host.name, () => {
    let app
    before(async () => {
      app = await host.start(directory)
    })
    after(() => app?.stop())

    async function step(name, body = {}) {
      const response = await fetch(`${app.url}/${name}`, { method: 'POST', body: JSON.stringify(body) })
      const answer = await response.json()
      assert.equal(answer.bug, undefined)
      return answer
    }

    async function succeeds(name, body) {
      const answer = await step(name, body)
      assert.equal(answer.code, undefined, `${name}: ${answer.code}: ${answer.message}`)
      return answer
    }

    /** Signs somebody in: the app, then the provider's pages, then the app. */
    async function signIn(method, sub = people[0].sub) {
      const registration = { issuer: provider.issuer, options: optionsOf(method) }
      const { request } = await succeeds('begin', registration)
      const callback = await provider.authorize(request.url, { account: sub })
      const { tokens } = await succeeds('finish', { ...registration, request, callback })
      return { ...registration, request, callback, tokens }
    }

    for (const method of Object.keys(registrations)) {
      test(`discovery, code exchange, refresh, profile and revocation (${method})`, async () => {
        const signedIn = await signIn(method)
        const { issuer, options, request, tokens } = signedIn
        assert.equal(tokens.token_type, 'Bearer')
        assert.equal(tokens.claims.sub, people[0].sub)
        assert.equal(tokens.claims.iss, issuer)
        assert.equal(tokens.claims.nonce, request.nonce)
        assert.ok(tokens.expires_at > Date.now() / 1000)

        const { tokens: refreshed } = await succeeds('refresh', { issuer, options, tokens })
        assert.notEqual(refreshed.access_token, tokens.access_token)
        assert.notEqual(refreshed.refresh_token, tokens.refresh_token)
        assert.equal(refreshed.claims.sub, tokens.claims.sub)

        const { profile } = await succeeds('profile', { issuer, options, tokens: refreshed })
        assert.equal(profile.name, people[0].claims.name)

        const { before, after, logoutUrl } = await succeeds('end', { issuer, options, tokens: refreshed })
        assert.deepEqual([before.active, after.active], [true, false])
        assert.ok(logoutUrl.startsWith(`${issuer}/session/end?`))
      })
    }

    test('a spent refresh token is the server\'s refusal, said in its words', async () => {
      const signedIn = await signIn('none')
      await succeeds('refresh', signedIn)
      const { code, phase, error, retryable } = await step('refresh', signedIn)
      assert.deepEqual({ code, phase, error, retryable }, {
        code: 'server_error_response',
        phase: 'refresh',
        error: 'invalid_grant',
        retryable: false,
      })
    })

    test('another state is refused before any token request', async () => {
      const registration = { issuer: provider.issuer, options: optionsOf('none') }
      const { request } = await succeeds('begin', registration)
      const callback = new URL(await provider.authorize(request.url))
      callback.searchParams.set('state', `${request.state.slice(0, -1)}${request.state.endsWith('A') ? 'B' : 'A'}`)
      const grants = provider.grants.length
      const { code, phase } = await step('finish', { ...registration, request, callback: callback.href })
      assert.deepEqual({ code, phase }, { code: 'state_mismatch', phase: 'callback' })
      assert.equal(provider.grants.length, grants)
    })

    test('users who sign in at the same time get their own tokens', async () => {
      const subs = Array.from({ length: 24 }, (_, index) => people[index % people.length].sub)
      const signedIn = await Promise.all(subs.map((sub) => signIn('client_secret_basic', sub)))
      assert.deepEqual(signedIn.map(({ tokens }) => tokens.claims.sub), subs)
      assert.equal(new Set(signedIn.map(({ tokens }) => tokens.access_token)).size, subs.length)
    })

    test('a signal ends a call, and the next one works', async () => {
      const registration = { issuer: provider.issuer, options: optionsOf('none') }
      const { code, retryable } = await step('aborted', registration)
      assert.deepEqual({ code, retryable }, { code: 'aborted', retryable: false })
      await succeeds('begin', registration)
    })
  })
}
