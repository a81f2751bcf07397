// Judges what the client sends. A broken rule is a violation of the scenario in which it was seen,
// whatever the client then makes of the answer.
import { createHmac, timingSafeEqual, verify } from 'node:crypto';

const METHODS = {
  discovery: ['GET'], jwks: ['GET'], authorize: ['GET', 'POST'], token: ['POST'], refresh: ['POST'],
  userinfo: ['GET', 'POST'], revoke: ['POST'], introspect: ['POST'], device: ['POST'], poll: ['POST'],
};
const FORMS = ['token', 'refresh', 'revoke', 'introspect', 'device', 'poll'];
const PUBLIC = ['discovery', 'jwks', 'authorize'];

/** Remembers, over all scenarios of a provider, the values that must never come twice. */
export class Judge {
  constructor() {
    this.seen = new Map();
  }

  once(kind, value, instance) {
    if (!value) return;
    const values = this.seen.get(kind) ?? new Set();
    this.seen.set(kind, values);
    if (values.has(value)) instance.violate(`${kind} was used before`);
    values.add(value);
  }

  /** What only shows over many values: counters, clocks and constant parts in what must be random. */
  summary() {
    const result = {};
    for (const [kind, set] of this.seen) {
      const values = [...set].map((value) => value.replace(/[^A-Za-z0-9_-]/g, ''));
      const length = Math.min(...values.map((value) => value.length));
      const problems = [];
      if (values.length >= 40) {
        // the last character of a base64url value may carry as few as two bits
        for (let at = 0; at < length - 1; at += 1) {
          const column = new Map();
          for (const value of values) column.set(value[at], (column.get(value[at]) ?? 0) + 1);
          const most = Math.max(...column.values());
          if (most > values.length / 2) problems.push(`character ${at} is the same in ${most} of ${values.length}`);
        }
        const sorted = [...values].sort();
        const pairs = sorted.slice(1).filter((value, at) => value.slice(0, 12) === sorted[at].slice(0, 12));
        if (pairs.length) problems.push(`${pairs.length} pairs share their first 12 characters`);
      }
      result[kind] = { count: values.length, problems };
    }
    return result;
  }
}

const bits = (value) => (/^[A-Za-z0-9_-]*$/.test(value ?? '') ? Math.floor((value ?? '').length * 6) : 0);

export function judgeAuthorization(instance, query) {
  const violate = (rule) => instance.violate(`authorization request: ${rule}`);
  const once = (name) => query.getAll(name).length === 1;
  const all = new Set(query.keys());
  for (const name of all) {
    if (query.getAll(name).length > 1 && name !== 'resource') violate(`${name} is repeated (RFC 6749 3.1)`);
  }
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'state', 'scope']) {
    if (!once(name)) violate(`${name} is missing`);
  }
  if (query.get('client_id') !== instance.clientId) violate('client_id is not the registered one');
  if (query.get('redirect_uri') !== instance.redirectUri) violate('redirect_uri is not the registered one');
  for (const name of ['client_secret', 'code_verifier', 'access_token', 'refresh_token']) {
    if (all.has(name)) violate(`${name} in a URL`);
  }
  const types = (query.get('response_type') ?? '').split(' ');
  if (types.includes('code')) {
    if (query.get('code_challenge_method') !== 'S256') violate('PKCE is not S256 (RFC 7636 4.3)');
    if (!/^[A-Za-z0-9_-]{43}$/.test(query.get('code_challenge') ?? '')) violate('code_challenge is not 43 base64url characters');
  }
  if (bits(query.get('state')) < 128) violate('state holds less than 128 bits');
  const openid = (query.get('scope') ?? '').split(' ').includes('openid');
  if ((openid || types.includes('id_token')) && instance.scenario.client?.params?.nonce !== false
    && bits(query.get('nonce')) < 128) violate('nonce is missing or holds less than 128 bits');
  for (const name of ['state', 'nonce', 'code_challenge']) instance.world.judge.once(name, query.get(name), instance);
}

export function judgeRequest(instance, name, request) {
  const violate = (rule) => instance.violate(`${name} request: ${rule}`);
  const { headers, method, url } = request;
  instance.log.push(url.href);
  if (!METHODS[name]?.includes(method)) violate(`method ${method}`);
  if (headers.cookie) violate('carries a cookie');
  if (headers.referer && /[?#]/.test(headers.referer)) violate('a referrer with a query');
  if (PUBLIC.includes(name) && headers.authorization) violate('carries credentials that nobody asked for');
  if (instance.patch.query) {
    for (const [key, value] of new URLSearchParams(instance.patch.query)) {
      if (name !== 'discovery' && url.searchParams.get(key) !== value) violate(`lost ${key} of the endpoint's own query`);
    }
  }
  if (FORMS.includes(name)) {
    // exactly this: some servers refuse a charset parameter, and the type has none
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') violate(`content type ${headers['content-type']}`);
    for (const key of new Set(request.form.keys())) {
      if (request.form.getAll(key).length > 1 && !['resource', 'audience'].includes(key)) violate(`${key} is repeated (RFC 6749 3.2)`);
    }
    const key = [...request.form].sort().join('&');
    instance.bodies ??= new Set();
    if (['token', 'refresh'].includes(name) && instance.bodies.has(key) && !instance.scenario.repeats) {
      violate('the same POST was sent twice');
    }
    instance.bodies.add(key);
  }
  if (instance.patch.forbid?.includes(name)) violate('must not be sent in this scenario');
}

/** Form-urlencoded as RFC 6749 2.3.1 and its appendix B want it, undone. */
const formDecode = (text) => decodeURIComponent(text.replace(/\+/g, ' '));

export function judgeClientAuthentication(instance, request) {
  const violate = (rule) => instance.violate(`client authentication: ${rule}`);
  const { form, headers } = request;
  const { auth, clientId, clientSecret } = instance;
  const header = headers.authorization;
  if (auth === 'client_secret_basic') {
    const pair = Buffer.from(/^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1] ?? '', 'base64').toString();
    const at = pair.indexOf(':');
    let decoded;
    try {
      const decode = instance.basicEncoding === 'form' ? formDecode : (text) => text;
      decoded = [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    } catch {
      decoded = [];
    }
    if (decoded[0] !== clientId || decoded[1] !== clientSecret) violate('the Basic credentials are wrong (RFC 6749 2.3.1)');
    if (form.has('client_secret')) violate('two methods at once (RFC 6749 2.3)');
    return;
  }
  if (header) violate(`an Authorization header with method ${auth}`);
  if (form.get('client_id') !== clientId) violate('client_id is missing or wrong');
  if (auth.endsWith('_jwt')) judgeAssertion(instance, form, violate);
  if (!['client_secret_post', 'client_secret_basic'].includes(auth) && form.has('client_secret')) violate(auth === 'none' ? 'a public client sent a client_secret' : `a client_secret with method ${auth}`);
  if (auth === 'client_secret_post' && form.get('client_secret') !== clientSecret) violate('client_secret is missing or wrong');
}

/** RFC 7521 4.2, RFC 7523 2.2 and 3, and what SECURITY.md adds to them. */
function judgeAssertion(instance, form, violate) {
  const { clientId, issuer, world } = instance;
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') violate('client_assertion_type is missing or wrong');
  const [head, body, signature] = (form.get('client_assertion') ?? '').split('.');
  const read = (part) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString() || '{}');
  const bytes = Buffer.from(signature ?? '', 'base64url');
  const input = Buffer.from(`${head}.${body}`);
  const alg = instance.clientKey ? 'ES256' : 'HS256';
  const mac = () => createHmac('sha256', instance.clientSecret).update(input).digest();
  const good = alg === 'ES256' ? verify('sha256', input, { key: world.keys.p256.publicKey, dsaEncoding: 'ieee-p1363' }, bytes)
    : bytes.length === 32 && timingSafeEqual(bytes, mac());
  if (!good || read(head).alg !== alg) violate('the assertion\'s signature is wrong');
  const { iss, sub, aud, iat, exp, jti } = read(body);
  if (iss !== clientId || sub !== clientId) violate('iss or sub of the assertion is not the client');
  if (aud !== issuer) violate('aud of the assertion is not the issuer');
  const now = instance.now();
  if (!(Math.abs(now - iat) <= 5 && exp > now && exp - iat <= 60)) violate('the assertion is not fresh, or lives longer than 60 s');
  if (bits(jti) < 128) violate('jti of the assertion holds less than 128 bits');
  world.judge.once('jti', jti, instance);
}

/** What can only be judged when all secrets of the scenario are known. */
export function judgeVerdict(instance) {
  for (const href of instance.log) {
    const text = `${href} ${decodeURIComponent(href.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'))}`;
    for (const secret of instance.secrets) {
      if (secret.length >= 16 && text.includes(secret)) {
        instance.violate('a token, code, verifier or secret in a URL');
      }
    }
  }
}
