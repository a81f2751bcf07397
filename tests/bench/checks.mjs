// Before anything is timed, each library proves that it did the work: what it made is right, and what is wrong is refused.

function demand(right, what) {
  if (!right) throw new Error(`wrong before it was measured: ${what}`)
}

async function refuses(run, what) {
  const failed = await Promise.resolve().then(run).then(() => false, () => true)
  demand(failed, `${what} was accepted`)
}

async function challengeOf(verifier) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  return btoa(String.fromCharCode(...digest)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The last character would not do: some of its bits are padding. */
const tampered = (jwt) => {
  const at = jwt.lastIndexOf('.') + 10
  return jwt.slice(0, at) + (jwt[at] === 'A' ? 'B' : 'A') + jwt.slice(at + 1)
}

export const checks = {
  async pkce(run) {
    const [first, second] = [await run(), await run()]
    demand(/^[\w.~-]{43,128}$/.test(first.verifier), 'the verifier')
    demand(first.verifier !== second.verifier, 'the same verifier twice')
    demand(first.challenge === (await challengeOf(first.verifier)), 'the challenge')
  },

  async login(run, { inputs, store }) {
    const url = await run()
    demand(typeof url === 'string' && url.startsWith(`${inputs.issuer}/authorize?`), `the URL ${url}`)
    const query = new URL(url).searchParams
    const stored = Object.values(JSON.parse(store.text))
    demand(query.get('response_type') === 'code', 'response_type')
    demand(query.get('client_id') === inputs.clientId, 'client_id')
    demand(query.get('redirect_uri') === inputs.redirectUri, 'redirect_uri')
    demand(query.get('scope').split(' ').sort().join() === inputs.scope.split(' ').sort().join(), 'scope')
    demand(query.get('state').length >= 22 && query.get('nonce').length >= 22, 'state and nonce of 128 bits')
    demand(store.key.includes(query.get('state')) || stored.includes(query.get('state')), 'the state is stored')
    demand(stored.includes(query.get('nonce')), 'the nonce is stored')
    demand(query.get('code_challenge_method') === 'S256', 'code_challenge_method')
    const challenges = await Promise.all(stored.filter((value) => typeof value === 'string').map(challengeOf))
    demand(challenges.includes(query.get('code_challenge')), 'the challenge is that of the stored verifier')
  },

  async callback(run, { inputs, server }) {
    const claims = await run()
    demand(claims.sub === inputs.sub && claims.nonce === inputs.request.nonce, 'the claims')
    server.requests = []
    await run()
    demand(server.requests.length === 1, 'one request: the keys are cached')
    const sent = new URLSearchParams(server.requests[0].body)
    demand(sent.get('code_verifier') === inputs.request.verifier && sent.get('grant_type') === 'authorization_code', 'the token request')
    server.requests = undefined
    const right = server.idToken
    server.idToken = tampered(right)
    server.prepare()
    await refuses(run, 'a wrong signature')
    server.idToken = right
    server.prepare()
    await run()
  },

  async idToken(run, { inputs, server }) {
    const claims = await run(server.idToken)
    demand(claims.sub === inputs.sub && claims.nonce === inputs.request.nonce, 'the claims')
    await refuses(() => run(tampered(server.idToken)), 'a wrong signature')
  },

  async refresh(run, { inputs, server }) {
    server.requests = []
    demand((await run()) === '2YotnFZFEjr1zCsicMWpAA', 'the access token')
    const sent = new URLSearchParams(server.requests.at(-1).body)
    demand(sent.get('grant_type') === 'refresh_token' && sent.get('refresh_token') === inputs.refreshToken, 'the token request')
    server.requests = undefined
  },
}
