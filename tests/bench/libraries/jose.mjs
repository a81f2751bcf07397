// jose: JWTs and nothing else. Checks signature, alg, iss, aud, exp, iat; the nonce is compared here.
import { createLocalJWKSet, jwtVerify } from 'jose'

export async function idToken({ inputs: { issuer, clientId, request }, alg, server: { jwks } }) {
  const keys = createLocalJWKSet(jwks)
  const options = {
    issuer,
    audience: clientId,
    algorithms: [alg],
    requiredClaims: ['sub', 'exp', 'iat'],
    clockTolerance: 30,
  }
  return async (jwt) => {
    const { payload } = await jwtVerify(jwt, keys, options)
    if (payload.nonce !== request.nonce) throw new Error('nonce')
    return payload
  }
}
