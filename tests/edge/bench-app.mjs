// What bench.mjs measures, the same in every host: tokens come in, and each is judged so many times.
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { createGuard } from 'keyward/edge'

const audience = 'https://api.example'
const ways = new Map()

function way(name, issuer) {
  if (name === 'jose') {
    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
    return async (request) => {
      const token = request.headers.get('authorization').slice(7)
      return (await jwtVerify(token, keys, { issuer, audience, typ: 'at+jwt', requiredClaims: ['exp', 'sub', 'client_id', 'iat'] })).payload
    }
  }
  // `first`: nothing is remembered, so that each token is judged in full; `kept`: as many as there is room for, which
  // is less than there are, so that each is judged, remembered and forgotten before it comes again.
  const caches = { first: false, kept: { size: 150 }, again: { size: 5_000 } }
  const guard = createGuard({ issuer, audience, cache: caches[name] })
  return async (request) => (await guard.authenticate(request)).claims
}

export async function answer(request) {
  const { name, issuer, tokens, times } = await request.json()
  const key = `${name} ${issuer}`
  if (!ways.has(key)) ways.set(key, way(name, issuer))
  const judge = ways.get(key)
  const requests = tokens.map((token) => new Request(audience, { headers: { authorization: `Bearer ${token}` } }))
  let judged = 0
  for (let time = 0; time < times; time += 1) {
    for (const each of requests) {
      const claims = await judge(each)
      if (claims.sub !== 'u') throw new Error('judged wrongly')
      judged += 1
    }
  }
  return new Response(String(judged))
}

export default { fetch: answer }
