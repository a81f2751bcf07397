// A correct OpenID provider as a `fetch`: no socket, real signatures, and nothing is kept of what it has
// answered, so that a heap holds nothing of it. Tokens carry their user.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { base64url, halfHash, publicJwk, random, sha256, signBytes } from './provider/keys.mjs';

const KINDS = {
  RS: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  Ed: () => generateKeyPairSync('ed25519'),
};

const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/**
 * @param {object} [options]
 * @param {string} [options.alg] of its ID tokens
 * @param {string} [options.clientSecret] demands it, by Basic or in the form
 * @param {object} [options.claims] more members of the ID tokens
 * @param {boolean} [options.signedUserInfo]
 * @param {(path: string, signal: AbortSignal, body?: string) => any} [options.before] awaited before each answer
 */
export function stubProvider({ alg = 'ES256', clientSecret, claims: more = {}, signedUserInfo = false, before } = {}) {
  const issuer = 'https://op.example';
  const clientId = 'a-client';
  const pair = KINDS[alg.slice(0, 2)]?.();
  const key = pair ? { ...pair, kid: 'k', jwk: pair.publicKey.export({ format: 'jwk' }) } : clientSecret;
  const codes = new Map();
  const mint = (claims) => {
    const input = [{ alg, typ: 'JWT', kid: 'k' }, claims].map((part) => base64url(JSON.stringify(part))).join('.');
    return `${input}.${base64url(signBytes(alg, key, input))}`;
  };
  const now = () => Math.floor(Date.now() / 1000);
  const authTime = now() - 5;
  const idToken = ({ sub, nonce }, hashes = {}) => {
    const claims = { iss: issuer, sub, aud: clientId, exp: now() + 300, iat: now(), auth_time: authTime, ...more };
    if (nonce) claims.nonce = nonce;
    for (const [name, value] of Object.entries(hashes)) if (value) claims[name] = halfHash(alg, value);
    return mint(claims);
  };
  const subjectOf = (token) => /^[ar]t-[\w-]{32}\.(\S+)$/.exec(token ?? '')?.[1];
  const tokens = (grant, nonce) => {
    const access_token = `at-${random(24)}.${grant.sub}`;
    return {
      access_token, token_type: 'Bearer', expires_in: 300, scope: 'openid', refresh_token: `rt-${random(24)}.${grant.sub}`,
      id_token: idToken({ ...grant, nonce }, { at_hash: access_token }),
    };
  };

  function authenticated(form, headers) {
    if (!clientSecret) return form.get('client_id') === clientId;
    const [, pair] = /^Basic (.*)$/.exec(headers.authorization ?? '') ?? [];
    const [id, secret] = pair
      ? Buffer.from(pair, 'base64').toString().split(':').map((half) => decodeURIComponent(half.replaceAll('+', ' ')))
      : [form.get('client_id'), form.get('client_secret')];
    return id === clientId && secret === clientSecret;
  }

  function token(form) {
    if (form.get('grant_type') === 'refresh_token') {
      const sub = subjectOf(form.get('refresh_token'));
      return sub ? json(tokens({ sub })) : json({ error: 'invalid_grant', error_description: 'unknown refresh token' }, 400);
    }
    const grant = codes.get(form.get('code'));
    codes.delete(form.get('code'));
    const proven = grant?.challenge === base64url(sha256(form.get('code_verifier') ?? ''));
    if (!proven || grant.redirectUri !== form.get('redirect_uri')) return json({ error: 'invalid_grant' }, 400);
    return json(tokens(grant, grant.nonce));
  }

  function userinfo(headers) {
    const sub = subjectOf(/^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1]);
    if (!sub) return new Response('', { status: 401 });
    const claims = { sub, name: 'Zoë Müller', email: 'zoe@app.example' };
    if (!signedUserInfo) return json(claims);
    return new Response(mint({ iss: issuer, aud: clientId, ...claims }), { headers: { 'content-type': 'application/jwt' } });
  }

  function introspect(form) {
    const sub = subjectOf(form.get('token'));
    return json(sub ? { active: true, sub, client_id: clientId } : { active: false });
  }

  async function answer(url, { method, headers, body, signal }) {
    const { pathname } = new URL(url);
    await before?.(pathname, signal, body);
    signal?.throwIfAborted();
    if (pathname === '/.well-known/openid-configuration') return json(metadata);
    if (pathname === '/jwks') return json({ keys: pair ? [publicJwk(key, { alg })] : [] });
    if (pathname === '/userinfo') return userinfo(headers);
    const form = new URLSearchParams(body);
    if (method !== 'POST' || !authenticated(form, headers)) return json({ error: 'invalid_client' }, 401);
    if (pathname === '/token') return token(form);
    if (pathname === '/introspect') return introspect(form);
    return new Response('', { status: pathname === '/revoke' ? 200 : 404 });
  }

  const metadata = {
    issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`, introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`, end_session_endpoint: `${issuer}/logout`,
    id_token_signing_alg_values_supported: [alg], authorization_response_iss_parameter_supported: true,
  };

  return {
    issuer, clientId, metadata,
    redirectUri: 'https://app.example/callback',
    fetch: answer,
    /** The user signs in as `sub`; what the browser comes back with. */
    visit(url, sub = 'user-248289761001') {
      const query = new URL(url).searchParams;
      const [redirectUri, nonce, state, types] = ['redirect_uri', 'nonce', 'state', 'response_type'].map((name) => query.get(name));
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { sub, nonce, redirectUri, challenge: query.get('code_challenge') });
      const params = new URLSearchParams({ code, state, iss: issuer });
      if (types === 'code') return `${redirectUri}?${params}`;
      params.set('id_token', idToken({ sub, nonce }, { c_hash: code, s_hash: state }));
      return `${redirectUri}#${params}`;
    },
    /** Codes that nobody has redeemed yet. */
    open: () => codes.size,
  };
}
