// One scenario in the hands of a client: the steps it can take, each timed and bounded.
import { judgeError } from './errors.mjs';

const SLACK = 200; // ms: how late a call may settle after its limit (issue 3, acceptance)
const HANG = 4000; // ms after its limit: the call has not settled at all

const SCOPE = 'openid profile';
const SIGN_IN = ['discover', 'url', 'visit', 'exchange'];
export const FLOWS = {
  discover: ['discover'],
  construct: ['construct'],
  signin: SIGN_IN,
  userinfo: [...SIGN_IN, 'userinfo'],
  refresh: [...SIGN_IN, 'refresh'],
  introspect: [...SIGN_IN, 'introspect'],
  revoke: [...SIGN_IN, 'revoke'],
  logout: [...SIGN_IN, 'logout'],
  validate: [...SIGN_IN, 'validate'],
  grant: ['discover', 'grant'],
  device: ['discover', 'device'],
  poll: ['discover', 'device', 'poll'],
  everything: [...SIGN_IN, 'userinfo', 'introspect', 'refresh', 'revoke', 'logout'],
  custom: [],
};
const ENDPOINT_OF = { discover: 'discovery', construct: 'discovery', visit: 'authorize', exchange: 'token', grant: 'token' };

/** How often each endpoint may be called: once for each step that needs it, and the keys once. */
export function allowance(steps, own = {}) {
  const most = { discovery: 0, jwks: 0, authorize: 0, token: 0, refresh: 0, userinfo: 0, introspect: 0, revoke: 0, logout: 0, device: 0, poll: 0 };
  for (const step of steps) {
    const endpoint = ENDPOINT_OF[step] ?? step;
    if (endpoint in most) most[endpoint] += step === 'logout' ? 0 : 1;
    if (['exchange', 'grant', 'poll'].includes(step)) most.jwks = 1;
  }
  return { ...most, ...own };
}

export class Refused extends Error {
  constructor(step, error) {
    super(`refused in ${step}`);
    this.step = step;
    this.error = error;
  }
}

export class Run {
  constructor(env, scenario) {
    Object.assign(this, { env, scenario, keyward: env.keyward, own: scenario.client ?? {} });
    this.problems = [];
    this.late = [];
    this.errors = [];
    this.elapsed = 0;
  }

  get steps() {
    const steps = FLOWS[this.scenario.flow];
    return this.own.construct ? steps.map((step) => (step === 'discover' ? 'construct' : step)) : steps;
  }

  get timeout() {
    return this.scenario.timeout ?? 5000;
  }

  control(verb, body = {}) {
    const { env, scenario } = this;
    return env.fetch(`${env.base}/control/${verb}/${scenario.id}/${env.run}`, { method: 'POST', body: JSON.stringify(body) })
      .then((response) => response.json());
  }

  /** Changes the provider's flags; the flag `clock` moves the client's clock too. */
  set(flags) {
    if (flags.clock) this.clock = flags.clock;
    return this.control('set', flags);
  }

  async begin() {
    Object.assign(this, await this.control('begin'));
  }

  options() {
    const { env, scenario, own } = this;
    const options = {
      clientId: this.clientId, redirectUri: this.redirectUri, scope: SCOPE, timeout: this.timeout,
    };
    if (this.clientSecret) options.clientSecret = this.clientSecret;
    if (this.clientKey) options.clientKey = this.clientKey;
    if (['client_secret_post', 'client_secret_jwt'].includes(this.auth)) {
      for (const name of ['token', 'introspection', 'revocation']) options[`${name}EndpointAuthMethod`] = this.auth;
    }
    if (scenario.at) options.now = () => (this.clock ?? scenario.at) * 1000;
    if (env.clientFetch) options.fetch = env.clientFetch;
    if (own.wrapFetch) options.fetch = own.wrapFetch(env.clientFetch ?? ((...args) => globalThis.fetch(...args)), this);
    return { ...options, ...own.options };
  }

  /** Runs one step of the client; throws `Refused` with what the client threw. */
  async step(name) {
    const last = name === this.steps.at(-1);
    const params = last ? { ...this.own.call } : {};
    if (last && this.own.abortAfter !== undefined) params.signal = this.signal();
    const limit = last ? this.own.limit ?? this.timeout : this.timeout;
    const value = await this.timed(name, limit, () => this[name](params));
    return value;
  }

  signal() {
    const { abortAfter, abortReason } = this.own;
    const controller = new AbortController();
    const abort = () => controller.abort(...(abortReason === undefined ? [] : [abortReason]));
    if (abortAfter === 0) abort();
    else setTimeout(abort, abortAfter);
    return controller.signal;
  }

  async timed(step, limit, call) {
    const begun = performance.now();
    let timer;
    const hang = new Promise((resolve) => { timer = setTimeout(resolve, limit + HANG, HANG); });
    let outcome;
    try {
      outcome = await Promise.race([hang, Promise.resolve().then(call).then((value) => ({ value }), (error) => ({ error }))]);
    } finally {
      clearTimeout(timer);
    }
    const elapsed = Math.round(performance.now() - begun);
    this.elapsed = Math.max(this.elapsed, elapsed);
    if (outcome === HANG) {
      this.problems.push(`${step} has not settled ${elapsed} ms after its start (limit ${limit} ms)`);
      throw new Refused(step, new Error('the call hangs'));
    }
    if (elapsed > limit + SLACK) this.late.push(`${step} took ${elapsed} ms (limit ${limit} ms)`);
    if ('error' in outcome) {
      this.errors.push(outcome.error);
      if (outcome.error?.code === 'timeout' && elapsed < limit - 50) this.problems.push(`${step} timed out after ${elapsed} ms (limit ${limit} ms)`);
      throw new Refused(step, outcome.error);
    }
    return outcome.value;
  }

  // ---- the steps -----------------------------------------------------------------------------------

  async discover() {
    this.client = await this.keyward.OAuth2Client.discover(this.own.issuer ?? this.issuer, this.options());
  }

  async construct() {
    const metadata = await (await this.env.fetch(`${this.root}/.well-known/openid-configuration`)).json();
    this.own.metadata?.(metadata);
    this.client = new this.keyward.OAuth2Client({ ...this.options(), metadata });
  }

  url() {
    this.request = this.client.createAuthorizationUrl(this.own.params);
  }

  /** What the browser and the user do: not the client's work, so a failure here is the suite's. */
  async visit() {
    const response = await this.env.fetch(this.request.url, { headers: { accept: 'application/json' } });
    this.callback = await response.json();
  }

  async exchange(params) {
    // "plain, storable": the application keeps the request as text while the user is away
    const request = JSON.parse(JSON.stringify(this.request));
    this.tokens = await this.client.exchangeCode(this.callbackAs(this.callback), request, params);
  }

  callbackAs({ location, params }) {
    switch (this.own.callbackAs) {
      case 'url': return new URL(location);
      case 'params': return new URLSearchParams(params);
      case 'form': {
        const form = new FormData();
        for (const [name, value] of params) form.append(name, value);
        return form;
      }
      default: return location;
    }
  }

  /** Any grant: `client.grant` is a method of the client and its parameters, else client_credentials. */
  async grant(params) {
    const [method, given] = this.own.grant ?? ['clientCredentials', {}];
    const { client } = this;
    this.granted = method === 'fetchToken' ? await client.fetchToken(given, params) : await client[method]({ ...given, ...params });
  }

  async device(params) {
    this.code = await this.client.requestDeviceCode(params);
  }

  /** Asks at once, again and again: `client.poll` says how long to wait if the server's word is not meant. */
  async poll(params) {
    this.granted = await this.client.pollDeviceToken({ ...this.code, interval: 0, ...this.own.poll?.(this.code) }, params);
  }

  async userinfo(params) {
    const expectedSub = this.tokens.claims?.sub;
    this.claims = await this.client.userInfo(this.tokens.access_token, { expectedSub, ...this.own.userinfo, ...params });
  }

  async refresh(params) {
    this.refreshed = await this.client.refreshToken(this.tokens.refresh_token, {
      previousClaims: this.tokens.claims, ...this.own.refresh, ...params,
    });
  }

  async introspect(params) {
    this.introspection = await this.client.introspectToken(this.tokens.access_token, params);
  }

  async revoke(params) {
    this.revoked = await this.client.revokeToken(this.tokens[this.own.revoke ?? 'refresh_token'], params);
  }

  logout() {
    this.logoutUrl = this.client.createLogoutUrl({
      idTokenHint: this.tokens.id_token, postLogoutRedirectUri: 'https://app.example/bye', state: 's&t=1 é',
    });
  }

  /** An ID token that reached the application on another way. */
  async validate(params) {
    const jwt = this.own.jwt === undefined ? this.tokens.id_token : this.own.jwt;
    this.validated = await this.client.validateIdToken(jwt, { nonce: this.request.nonce, ...this.own.checks, ...params });
  }

  // ---- for scenarios with steps of their own -------------------------------------------------------

  async open() {
    await this.step('url');
    await this.step('visit');
    return { request: this.request, callback: this.callback };
  }

  exchangeOf(callback, request) {
    return this.timed('exchange', this.timeout, () => this.client.exchangeCode(callback.location, JSON.parse(JSON.stringify(request))));
  }

  async finish({ callback, request }) {
    this.tokens = await this.exchangeOf(callback, request);
  }

  async signIn() {
    await this.finish(await this.open());
  }

  async refusedSignIn() {
    const { callback, request } = await this.open();
    await this.refused(() => this.exchangeOf(callback, request));
  }

  /** The call must be refused as the scenario expects. */
  async refused(call) {
    try {
      await call();
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      this.problems.push(...judgeError(failure.error, this.scenario.expect, this));
      return;
    }
    this.problems.push('accepted');
  }

  // ---- checks --------------------------------------------------------------------------------------

  /** What every success must have; returns what is wrong, or nothing. */
  complete() {
    if (this.tokens && !(typeof this.tokens.access_token === 'string' && this.tokens.access_token)) return 'there is no access token';
    const openid = (this.own.options?.scope ?? SCOPE).includes('openid');
    if (this.tokens && openid && typeof this.tokens.claims?.sub !== 'string') return 'there are no claims';
    if (this.granted && !(typeof this.granted.access_token === 'string' && this.granted.access_token)) return 'the grant gave no access token';
    if (this.code && !(this.code.device_code && this.code.user_code && this.code.interval >= 1 && this.code.expires_at > 0)) return 'the device code is not complete';
    if (this.refreshed && !this.refreshed.access_token) return 'the refresh gave no access token';
    if (this.refreshed && this.refreshed.access_token === this.tokens.access_token) return 'the refresh gave the old access token';
    if (this.validated && this.validated.sub !== this.tokens.claims.sub) return 'validateIdToken gave another sub';
    if (this.claims && this.claims.sub !== this.tokens.claims.sub) return 'UserInfo gave another sub';
    if (this.tokens) {
      try {
        structuredClone(this.tokens);
        JSON.stringify(this.tokens);
      } catch (error) {
        return `the tokens are no plain object: ${error.message}`;
      }
    }
    return undefined;
  }

  /** Whether a member of an answer reached a prototype. */
  polluted() {
    if ('polluted' in {} || 'polluted' in [] || 'polluted' in (() => {})) return 'Object.prototype is polluted';
    for (const object of [this.tokens, this.tokens?.claims, this.claims, this.client?.metadata]) {
      if (object && object.polluted !== undefined) return 'a result inherits what the server sent as __proto__';
      const prototype = object && Object.getPrototypeOf(object);
      if (object && prototype !== Object.prototype && prototype !== null && object !== this.client?.metadata) return 'a result has a prototype of its own';
    }
    return undefined;
  }
}
