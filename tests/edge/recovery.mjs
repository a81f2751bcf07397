// What follows a trap in the calls of `keyward/edge`, with Web APIs only, so that it runs in every host. The package is
// the copy whose module has a function that traps (`cargo xtask build --forced-trap`).
//
//   recover({ edge, forceTrap, guarded }) → problems, in words; none is right
const ISSUER = 'https://op.example'
const SITE = 'https://app.example'
const RESOURCE = 'https://api.example'
const HANG = 5_000 // ms: nobody is told at all

const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const bytes = (text) => new TextEncoder().encode(text)
const tick = () => new Promise((resolve) => { setTimeout(resolve, 1) })

/** A provider in this process, whose answers can be held back. */
async function startProvider() {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
  const own = { requests: [], held: undefined, made: 0 }
  own.sign = async (claims, typ) => {
    const now = Math.floor(Date.now() / 1000)
    const parts = [{ alg: 'ES256', kid: 'a', typ }, { iss: ISSUER, iat: now, exp: now + 300, sub: 'mira', ...claims }]
    const text = parts.map((part) => base64url(bytes(JSON.stringify(part)))).join('.')
    return `${text}.${base64url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes(text)))}`
  }
  const tokens = async (form) => {
    // The code is the nonce; a refresh has none.
    const nonce = form.get('code') ?? undefined
    own.made += 1
    return {
      access_token: `at-${own.made}`,
      token_type: 'Bearer',
      expires_in: 100,
      refresh_token: `rt-${own.made}`,
      id_token: await own.sign({ aud: 'site', nonce, sid: `sid-${own.made}` }, 'JWT'),
    }
  }
  own.fetch = async (url, { body, signal }) => {
    own.requests.push(url)
    // Like a server that hangs: until the call is given up.
    if (own.held && url.endsWith(own.held)) await new Promise((_, reject) => { signal.addEventListener('abort', () => reject(signal.reason)) })
    if (url.endsWith('/jwks')) return Response.json({ keys: [{ kty, crv, x, y, kid: 'a', use: 'sig' }] })
    if (url.endsWith('/token')) return Response.json(await tokens(new URLSearchParams(body)))
    return Response.json({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/auth`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    })
  }
  return own
}

/** A browser of the site: its cookies. */
function browser(auth) {
  const cookies = new Map()
  const request = (path, init) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Request(SITE + path, { ...init, headers: { ...(cookie && { cookie }), ...init?.headers } })
  }
  const keep = (response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return response
  }
  const own = {
    cookies,
    request,
    open: async (path, init) => keep(await auth.handle(request(path, init))),
    /** The callback that the provider would send it to. */
    async begin() {
      const begun = await own.open('/auth/login')
      const { searchParams } = new URL(begun.headers.get('location'))
      return `/auth/callback?${new URLSearchParams({ code: searchParams.get('nonce'), state: searchParams.get('state') })}`
    },
    async who() {
      const user = await auth.getSession(request('/'))
      if (user) keep(user.commit(new Response('')))
      return user
    },
  }
  return own
}

/** Durable Objects, as far as a session needs them. */
function objects({ SessionObject }) {
  const all = new Map()
  return {
    idFromName: (name) => name,
    get(name) {
      if (!all.has(name)) {
        const kept = new Map()
        const storage = {
          get: async (key) => kept.get(key),
          put: async (key, value) => kept.set(key, value),
          deleteAll: async () => kept.clear(),
          setAlarm: async () => {},
        }
        all.set(name, new SessionObject({ storage, waitUntil() {} }))
      }
      return { fetch: (url, init) => all.get(name).fetch(new Request(url, init)) }
    },
  }
}

export async function recover({ edge, forceTrap, guarded }) {
  const problems = []
  const must = (ok, text) => { if (!ok) problems.push(text) }
  const { OAuthError } = edge
  const provider = await startProvider()
  let ahead = 0
  const now = () => Date.now() + ahead * 1000
  const lent = { fetch: provider.fetch, now }

  /** Dies, and whoever calls hears of it. */
  function trap() {
    try {
      guarded(forceTrap)
      problems.push('nothing trapped')
    } catch (error) {
      must(error instanceof OAuthError && error.code === 'internal_error', `the trap itself gives ${error?.code ?? error}`)
    }
  }

  /** Calls that wait for what the provider holds back; then a trap; then what became of each. */
  async function caught(name, held, calls) {
    provider.held = held
    const before = provider.requests.length
    const outcomes = calls.map((call) => call().then((value) => ({ value }), (error) => ({ error })))
    for (let waited = 0; waited < 1_000 && !provider.requests.slice(before).some((url) => url.endsWith(held)); waited += 1) await tick()
    // All are there, or follow the one that is.
    for (let round = 0; round < 30; round += 1) await tick()
    provider.held = undefined
    trap()
    const all = await Promise.race([Promise.all(outcomes), new Promise((resolve) => { setTimeout(resolve, HANG) })])
    must(all, `${name}: a call hangs`)
    return all ?? []
  }

  // --- the guard ---

  const token = await provider.sign({ aud: RESOURCE, client_id: 'app', jti: 'first', scope: 'read' }, 'at+jwt')
  const authorized = (text) => new Request(`${RESOURCE}/orders`, { headers: { authorization: `Bearer ${text}` } })
  const newGuard = () => edge.createGuard({ issuer: ISSUER, audience: RESOURCE, ...lent })
  for (const held of ['openid-configuration', '/jwks']) {
    const name = `a guard that waits for ${held}`
    const guard = newGuard()
    for (const { value, error } of await caught(name, held, Array.from({ length: 10 }, () => () => guard.authenticate(authorized(token))))) {
      must(!value && error instanceof OAuthError && error.code === 'internal_error', `${name}: a call in flight gets ${error?.code ?? error}`)
      const response = error?.toResponse?.()
      must(response?.status === 500 && !response.headers.get('www-authenticate'), `${name}: the answer is ${response?.status}`)
    }
    const next = await guard.authenticate(authorized(token)).catch((error) => error)
    must(next.claims?.sub === 'mira', `${name}: the next call gives ${next.code ?? next}`)
  }
  {
    const guard = newGuard()
    await guard.authenticate(authorized(token))
    const asked = provider.requests.length
    trap()
    const again = await guard.authenticate(authorized(token), { requiredScope: 'read' }).catch((error) => error)
    must(again.claims?.sub === 'mira' && provider.requests.length === asked, 'a token seen before is not known after a trap')
    const refused = await guard.authenticate(authorized(token), { requiredScope: 'write' }).catch((error) => error)
    must(refused.code === 'insufficient_scope' && refused.toResponse().status === 403, `a refusal after a trap is ${refused.code}`)
    const forged = await guard.authenticate(authorized(`${token.slice(0, -8)}AAAAAAAA`)).catch((error) => error)
    must(forged.toResponse?.().status === 401, `a forged token after a trap gives ${forged.code ?? forged}`)
  }

  // --- a session ---

  const newSession = (store, means = lent) => edge.createEdgeSession({
    issuer: ISSUER,
    clientId: 'site',
    clientSecret: 'secret',
    cookieSecrets: ['secret of the cookies, long enough'],
    origin: SITE,
    routes: { token: '/auth/token' },
    store,
    ...means,
  })
  for (const [kind, store] of [['cookies', undefined], ['a store', edge.memoryStore({ now })]]) {
    const auth = newSession(store)
    const failed = ({ value }, name) => {
      const right = value?.status === 500 && value.headers.get('cache-control') === 'no-store'
      must(right, `${name}: a call in flight is answered by ${value?.status}`)
    }

    // Somebody who was there before, and takes no notice.
    const settled = browser(newSession(store))
    await settled.open(await settled.begin())

    let name = `logins, ${kind}`
    const beginners = Array.from({ length: 5 }, () => browser(auth))
    for (const each of await caught(name, 'openid-configuration', beginners.map((one) => () => one.open('/auth/login')))) failed(each, name)
    const mira = browser(auth)
    const first = await mira.open(await mira.begin())
    must(first.status === 303, `${name}: the next sign-in ends with ${first.status}`)

    name = `callbacks, ${kind}`
    const users = Array.from({ length: 5 }, () => browser(auth))
    const callbacks = []
    for (const user of users) callbacks.push(await user.begin())
    const answers = await caught(name, '/token', users.map((user, at) => () => user.open(callbacks[at])))
    for (const each of answers) {
      failed(each, name)
      must(/internal_error/.test(await each.value?.text()), `${name}: the answer does not say why`)
    }
    for (const user of users) {
      must(user.cookies.size === 0, `${name}: a login that failed leaves ${[...user.cookies.keys()]}`)
      must((await user.open(await user.begin())).status === 303, `${name}: the next sign-in does not succeed`)
      must((await user.who())?.claims.sub === 'mira', `${name}: who signed in afterwards is nobody`)
    }

    // Due, and then over: a renewal that died is one that may be tried again.
    for (const [what, seconds] of [['due', 60], ['over', 200]]) {
      name = `a token that is ${what}, ${kind}`
      ahead = 0
      const user = browser(auth)
      await user.open(await user.begin())
      ahead = seconds
      const tabs = Array.from({ length: 4 }, () => () => auth.getSession(user.request('/')))
      for (const { value, error } of await caught(name, '/token', tabs)) {
        must(!error && value?.claims.sub === 'mira', `${name}: the user is ${error?.code ?? error ?? value}`)
        if (what === 'over') {
          const access = await value?.getAccessToken().catch((reason) => reason)
          must(typeof access === 'string', `${name}: afterwards there is no token but ${access?.code ?? access}`)
        }
      }
      const made = provider.made
      const again = await user.who()
      must(again?.claims.sub === 'mira', `${name}: the next call finds nobody`)
      const expires = again?.expiresAt ?? 0
      must(expires > now() / 1000 + 50, `${name}: the next call has a token of before (${provider.made - made} were made)`)
    }
    ahead = 0
    must((await settled.who())?.claims.sub === 'mira', `${kind}: who was signed in before is no more`)
    const out = await settled.open('/auth/logout', { method: 'POST', headers: { origin: SITE } })
    must(out.status === 303 && (await settled.who()) === null, `${kind}: signing out does not work`)
  }

  // --- a session that an object renews; it has no `fetch` but the host's ---

  {
    const name = 'an object that renews its session'
    const { fetch } = globalThis
    globalThis.fetch = provider.fetch
    try {
      const auth = newSession(edge.durableObjectStore(objects(edge)), { leeway: 100_000 })
      const user = browser(auth)
      await user.open(await user.begin())
      const real = Date.now
      Date.now = () => real() + 60_000
      try {
        const tabs = Array.from({ length: 4 }, () => () => auth.getSession(user.request('/')))
        for (const { value, error } of await caught(name, '/token', tabs)) {
          must(!error && value?.claims.sub === 'mira', `${name}: the user is ${error?.code ?? error ?? value}`)
        }
        const made = provider.made
        must((await user.who())?.claims.sub === 'mira', `${name}: the next call finds nobody`)
        must(provider.made === made + 1, `${name}: the next call made ${provider.made - made} renewals`)
      } finally {
        Date.now = real
      }
    } finally {
      globalThis.fetch = fetch
    }
  }
  return problems
}
