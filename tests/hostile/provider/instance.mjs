// One scenario in one run: a correct OpenID provider plus the scenario's patch, and everything that was
// asked of it. The endpoints are methods named after what they serve; each returns an answer
// `{ status, headers, body }` where an object body travels as JSON.
import {
  base64url, forgeExponentOne, halfHash, keyNameFor, publicJwk, random, sha256, signBytes, signDer,
} from './keys.mjs';
import { judgeAuthorization, judgeClientAuthentication, judgeRequest, judgeVerdict } from './judge.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const json = (body, status = 200) => ({ status, headers: { ...JSON_TYPE }, body });
const oauthError = (status, error, description) =>
  json({ error, error_description: description ?? `the provider says ${error}` }, status);

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const TYPE = 'urn:ietf:params:oauth:token-type:';
const GRANTS = {
  client_credentials: { needs: [] },
  password: { needs: ['username', 'password'] },
  'urn:ietf:params:oauth:grant-type:jwt-bearer': { needs: ['assertion'] },
  'urn:ietf:params:oauth:grant-type:token-exchange': { needs: ['subject_token', 'subject_token_type'], gives: { issued_token_type: `${TYPE}access_token` } },
  'urn:example:own': { needs: ['own'] },
};
/** What a client sends in a form and nobody may repeat. */
const SECRETS = ['password', 'assertion', 'client_assertion', 'subject_token'];

export class Instance {
  constructor(world, scenario, run) {
    this.world = world;
    this.scenario = scenario;
    this.run = run;
    this.patch = scenario.provider ?? {};
    this.path = `/s/${scenario.id}/${run}`;
    this.root = `${world.base}${this.path}`;
    this.secondRoot = `${world.second}${this.path}`;
    this.alg = this.patch.alg ?? 'RS256';
    this.calls = {};
    this.log = [];
    this.violations = [];
    this.secondCalls = [];
    this.flags = {};
    this.codes = new Map();
    this.accessTokens = new Map();
    this.refreshTokens = new Map();
    this.deviceCodes = new Map();
    this.secrets = new Set();
    this.register();
    this.x = this.helpers();
  }

  /** The registration of the client: `client: { auth, id, secret, basicEncoding }` in the scenario. */
  register() {
    const wanted = this.scenario.client ?? {};
    this.auth = wanted.auth ?? 'none';
    this.clientId = wanted.id ?? `client-${this.scenario.id}`;
    this.redirectUri = wanted.redirectUri ?? 'https://app.example/callback';
    this.basicEncoding = wanted.basicEncoding ?? 'form';
    const hasSecret = this.auth.startsWith('client_secret');
    this.clientSecret = hasSecret ? `${wanted.secret ?? ''}${random(32)}` : undefined;
    this.clientKey = this.auth === 'private_key_jwt' ? { ...this.world.keys.p256.privateKey.export({ format: 'jwk' }), kid: 'own' } : undefined;
    for (const secret of [this.clientSecret, this.clientKey?.d]) if (secret) this.secrets.add(secret);
  }

  get issuer() {
    return this.root + (this.patch.issuerSuffix ?? '');
  }

  /** What patches get as their last argument. They may read everything and change `flags`. */
  helpers() {
    const instance = this;
    return {
      instance,
      keys: this.world.keys,
      closed: this.world.closed,
      flags: this.flags,
      calls: this.calls,
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      base64url, forgeExponentOne, halfHash, publicJwk, random, signBytes, signDer,
      get issuer() { return instance.issuer; },
      get root() { return instance.root; },
      get second() { return instance.secondRoot; },
      get grant() { return instance.grant; },
      get request() { return instance.request; },
      now: () => this.now(),
      wholeHash: (value) => base64url(sha256(value)),
      mint: (claims, hooks) => this.mint(claims, hooks),
      jwks: () => this.keySet(),
      live: (kind) => this.live(kind),
    };
  }

  now() {
    return this.flags.clock ?? this.scenario.at ?? Math.floor(Date.now() / 1000);
  }

  secret(value) {
    this.secrets.add(value);
    return value;
  }

  violate(rule) {
    if (!this.violations.includes(rule)) this.violations.push(rule);
  }

  /** Applies a patch: a function may change its first argument or return another one. */
  apply(name, value, ...rest) {
    const patch = this.patch[name];
    return patch ? patch(value, ...rest, this.x) ?? value : value;
  }

  /** A newest live secret of a kind, for servers that echo what they should not. */
  live(kind) {
    return {
      access_token: [...this.accessTokens.keys()].at(-1),
      refresh_token: [...this.refreshTokens.keys()].at(-1),
      code: [...this.codes.keys()].at(-1),
      code_verifier: this.form?.get('code_verifier'),
      client_secret: this.clientSecret,
      id_token: this.lastIdToken,
      device_code: [...this.deviceCodes.keys()].at(-1),
      basic: /^Basic (.*)$/.exec(this.request?.headers.authorization ?? '')?.[1],
    }[kind] ?? this.form?.get(kind) ?? undefined;
  }

  // ---- the endpoints -------------------------------------------------------------------------------

  metadata() {
    const at = (path) => this.root + path + (this.patch.query ? `?${this.patch.query}` : '');
    const metadata = {
      issuer: this.issuer,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      userinfo_endpoint: at('/userinfo'),
      jwks_uri: at('/jwks'),
      revocation_endpoint: at('/revoke'),
      introspection_endpoint: at('/introspect'),
      end_session_endpoint: at('/logout'),
      device_authorization_endpoint: at('/device'),
      registration_endpoint: at('/forbidden/register'),
      check_session_iframe: at('/forbidden/session'),
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      response_types_supported: ['code', 'code id_token', 'id_token token', 'id_token'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [
        'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519',
      ],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      claims_supported: ['sub', 'name', 'email'],
    };
    return this.apply('metadata', metadata);
  }

  discovery() {
    return json(this.metadata());
  }

  /** RFC 8414 3.1 puts the document elsewhere; most servers have it in one place only. */
  rfc8414() {
    return this.patch.rfc8414 ? json(this.metadata()) : { status: 404, headers: {}, body: '' };
  }

  keySet() {
    const { keys } = this.world;
    const signing = keyNameFor(this.alg);
    const all = ['rsa', 'p256', 'p384', 'p521', 'ed25519'].map((name) =>
      publicJwk(keys[name], name === signing ? { alg: this.alg } : {}));
    return this.apply('jwks', { keys: all });
  }

  jwks() {
    return json(this.keySet());
  }

  authorize(request) {
    const query = request.url.searchParams;
    judgeAuthorization(this, query);
    const grant = {
      clientId: query.get('client_id'), redirectUri: query.get('redirect_uri'),
      scope: query.get('scope') ?? '', state: query.get('state'), nonce: query.get('nonce'),
      challenge: query.get('code_challenge'), maxAge: query.get('max_age'),
      types: (query.get('response_type') ?? '').split(' '), used: false, authTime: this.now() - 5,
    };
    this.grant = grant;
    const params = [];
    if (grant.types.includes('code')) {
      grant.code = this.secret(random(32));
      this.codes.set(grant.code, grant);
      params.push(['code', grant.code]);
    }
    if (grant.types.includes('token')) {
      grant.access = this.newAccessToken(grant);
      params.push(['access_token', grant.access], ['token_type', 'Bearer'], ['expires_in', '300']);
    }
    if (grant.types.includes('id_token')) {
      const claims = this.idTokenClaims(grant);
      if (grant.access) claims.at_hash = halfHash(this.alg, grant.access);
      if (grant.code) claims.c_hash = halfHash(this.alg, grant.code);
      if (grant.code && grant.state) claims.s_hash = halfHash(this.alg, grant.state);
      params.push(['id_token', this.mint(claims, this.patch.front)]);
    }
    params.push(['state', grant.state], ['iss', this.issuer]);
    const mode = query.get('response_mode')
      ?? (grant.types.length === 1 && grant.types[0] === 'code' ? 'query' : 'fragment');
    const answer = {
      redirectUri: grant.redirectUri, mode,
      params: this.apply('callback', params) ?? params,
    };
    this.apply('callbackTarget', answer);
    const text = new URLSearchParams(answer.params).toString();
    const separator = mode === 'fragment' ? '#' : answer.redirectUri?.includes('?') ? '&' : '?';
    const location = mode === 'form_post' ? answer.redirectUri
      : `${answer.redirectUri}${separator}${text}${answer.tail ?? ''}`;
    if (request.headers.accept?.startsWith('application/json')) {
      return json({ location, mode, params: answer.params });
    }
    return { status: 302, headers: { location }, body: '' };
  }

  token(request) {
    const { form } = request;
    this.form = form;
    judgeClientAuthentication(this, request);
    const grantType = form.get('grant_type');
    if (grantType === 'authorization_code') return this.codeGrant(form);
    if (grantType === 'refresh_token') return this.refreshGrant(form);
    if (grantType === DEVICE_CODE) return this.deviceGrant(form);
    return this.otherGrant(grantType, form);
  }

  /** RFC 8628 3.2 */
  device(request) {
    this.form = request.form;
    judgeClientAuthentication(this, request);
    const code = this.secret(random(32));
    this.deviceCodes.set(code, { scope: request.form.get('scope') ?? '', authTime: this.now() - 5 });
    const address = 'https://id.example/device';
    return json(this.apply('device', {
      device_code: code, user_code: 'WDJB-MJHT', verification_uri: address, verification_uri_complete: `${address}?user_code=WDJB-MJHT`,
      expires_in: 600, interval: 5,
    }));
  }

  /** RFC 8628 3.5; `pending: n` in the patch: the user decides after n polls. */
  deviceGrant(form) {
    const grant = this.deviceCodes.get(form.get('device_code'));
    if (!grant) return oauthError(400, 'invalid_grant', 'unknown device code');
    if (this.calls.poll <= (this.patch.pending ?? 0)) return oauthError(400, 'authorization_pending');
    return json(this.apply('tokenResponse', this.tokenResponse(grant, 'idToken'), grant));
  }

  /** Any other grant is good if it brings what it must. */
  otherGrant(grantType, form) {
    const { needs, gives } = GRANTS[grantType] ?? {};
    if (!needs) return oauthError(400, 'unsupported_grant_type');
    for (const name of needs) if (!form.get(name)) this.violate(`${grantType} without ${name}`);
    const grant = { scope: form.get('scope') ?? '' };
    const body = { access_token: this.newAccessToken(grant), token_type: 'Bearer', expires_in: 300, ...gives };
    return json(this.apply('tokenResponse', body, grant));
  }

  codeGrant(form) {
    const grant = this.codes.get(form.get('code'));
    const verifier = form.get('code_verifier');
    if (verifier) this.secret(verifier);
    if (!grant) return oauthError(400, 'invalid_grant', 'unknown code');
    if (grant.used) {
      this.violate('a code was sent twice');
      return oauthError(400, 'invalid_grant', 'the code was used before');
    }
    grant.used = true;
    if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier ?? '')) {
      this.violate('code_verifier is not 43 to 128 unreserved characters (RFC 7636 4.1)');
    } else if (base64url(sha256(verifier)) !== grant.challenge) {
      this.violate('code_verifier does not match the challenge (RFC 7636 4.6)');
      return oauthError(400, 'invalid_grant', 'PKCE failed');
    }
    this.world.judge.once('code_verifier', verifier, this);
    if (form.get('redirect_uri') !== grant.redirectUri) {
      this.violate('redirect_uri of the token request differs (RFC 6749 4.1.3)');
    }
    const body = this.tokenResponse(grant, 'idToken');
    return json(this.apply('tokenResponse', body, grant));
  }

  refreshGrant(form) {
    const grant = this.refreshTokens.get(form.get('refresh_token'));
    if (!grant) return oauthError(400, 'invalid_grant', 'unknown refresh token');
    if (!this.patch.noRotation) this.refreshTokens.delete(form.get('refresh_token'));
    const body = this.tokenResponse(grant, 'refreshIdToken');
    return json(this.apply('refreshResponse', body, grant));
  }

  tokenResponse(grant, hooks) {
    const access = this.newAccessToken(grant);
    const body = { access_token: access, token_type: 'Bearer', expires_in: 300, scope: grant.scope };
    if (hooks === 'idToken' || !this.patch.noRotation) {
      body.refresh_token = this.secret(`rt-${random(32)}`);
      this.refreshTokens.set(body.refresh_token, grant);
    }
    if (grant.scope.split(' ').includes('openid') && !(hooks === 'refreshIdToken' && this.patch.noIdTokenOnRefresh)) {
      const claims = this.idTokenClaims(grant);
      claims.at_hash = halfHash(this.alg, access);
      if (hooks === 'refreshIdToken') delete claims.nonce;
      body.id_token = this.mint(claims, this.patch[hooks]);
    }
    return body;
  }

  userinfo(request) {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token) this.violate('UserInfo without a Bearer header (RFC 6750 2.1)');
    if (!this.accessTokens.has(token)) {
      return {
        status: 401, body: '',
        headers: { 'www-authenticate': 'Bearer realm="hostile", error="invalid_token", error_description="unknown"' },
      };
    }
    const claims = this.apply('userinfo', {
      sub: this.subject, name: 'Zoë Müller', given_name: 'Zoë', email: 'zoe@app.example',
      email_verified: true, locale: 'de-CH', updated_at: this.now() - 86_400,
    });
    if (!this.patch.userinfoJwt) return json(claims);
    const jwt = this.mint({ iss: this.issuer, aud: this.clientId, ...claims }, this.patch.userinfoJwt);
    return { status: 200, headers: { 'content-type': 'application/jwt' }, body: jwt };
  }

  revoke(request) {
    judgeClientAuthentication(this, request);
    const token = request.form.get('token');
    if (!this.secrets.has(token)) this.violate('a token was revoked that this provider never issued');
    return { status: 200, headers: {}, body: '' };
  }

  introspect(request) {
    judgeClientAuthentication(this, request);
    const grant = this.accessTokens.get(request.form.get('token'));
    const body = !grant ? { active: false } : {
      active: true, sub: this.subject, client_id: this.clientId, scope: grant.scope,
      token_type: 'Bearer', exp: this.now() + 300, iat: this.now(), iss: this.issuer,
    };
    return json(this.apply('introspection', body));
  }

  logout() {
    this.violate('the SDK must not call the end_session endpoint by itself');
    return { status: 200, headers: {}, body: '' };
  }

  // ---- tokens --------------------------------------------------------------------------------------

  get subject() {
    return 'user-248289761001';
  }

  newAccessToken(grant) {
    const token = this.secret(`at-${random(32)}`);
    this.accessTokens.set(token, grant);
    return token;
  }

  idTokenClaims(grant) {
    const now = this.now();
    const claims = {
      iss: this.issuer, sub: this.subject, aud: this.clientId, exp: now + 300, iat: now,
      auth_time: grant?.authTime ?? now - 5,
    };
    if (grant?.nonce) claims.nonce = grant.nonce;
    return claims;
  }

  /**
   * A JWT over `claims`. Hooks, in the order of their use: `alg`, `key` (a name in the ring),
   * `header(h)`, `claims(c)`, `headerText(s)`, `payloadText(s)`, `signature(input)`, `jwt(s)`.
   */
  mint(claims, hooks = {}) {
    const { x } = this;
    const change = (name, value) => (hooks[name] ? hooks[name](value, x) ?? value : value);
    const alg = hooks.alg ?? this.alg;
    const key = alg.startsWith('HS') ? this.clientSecret : this.world.keys[hooks.key ?? keyNameFor(alg)];
    const plain = { alg, typ: 'JWT', kid: key?.kid };
    const header = change('headerText', JSON.stringify(change('header', plain)));
    const payload = change('payloadText', JSON.stringify(change('claims', claims)));
    const input = `${base64url(header)}.${base64url(payload)}`;
    const signature = hooks.signature ? hooks.signature(input, x) : signBytes(alg, key, input);
    this.lastIdToken = change('jwt', `${input}.${base64url(signature)}`);
    if (typeof this.lastIdToken === 'string') this.secret(this.lastIdToken);
    return this.lastIdToken;
  }

  // ---- bookkeeping ---------------------------------------------------------------------------------

  /** Counts and judges a request, then lets the endpoint and the scenario answer it. */
  serve(endpoint, request) {
    this.request = request;
    for (const name of SECRETS) if (request.form.get(name)) this.secret(request.form.get(name));
    const basic = this.live('basic');
    if (basic) this.secret(basic);
    const own = { refresh_token: 'refresh', [DEVICE_CODE]: 'poll' }[request.form.get('grant_type')];
    const name = endpoint === 'token' && own ? own : endpoint === 'rfc8414' ? 'discovery' : endpoint;
    this.calls[name] = (this.calls[name] ?? 0) + 1;
    judgeRequest(this, name, request);
    const answer = this[endpoint](request);
    const http = this.patch.http?.[name];
    const patched = http ? http(answer, this.x) ?? answer : answer;
    const fault = [this.patch.fault ?? []].flat().find(({ at, after = 0, times = Infinity }) =>
      at === name && this.calls[name] > after && this.calls[name] <= after + times);
    return fault ? { ...patched, fault } : patched;
  }

  verdict() {
    judgeVerdict(this);
    return {
      calls: this.calls,
      violations: this.violations,
      second: this.secondCalls,
      secrets: [...this.secrets].filter((value) => typeof value === 'string' && value.length >= 16),
    };
  }
}
