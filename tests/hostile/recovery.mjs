// What follows a trap, with Web APIs only, so that it runs in every host. The package is the copy that
// `cargo xtask build --forced-trap` makes, whose module has a function that traps.
//
//   recover({ keyward, forceTrap, guarded }) → { problems, slowest }
//
// `problems` says in words what is wrong; `slowest` is the longest time in ms from a trap to the last error.
// Where that time is all that is wrong, it is measured again: a machine that was busy is not always busy.

const BOUND = 50; // ms: issue 3, point 7
const HANG = 5_000; // ms: nobody is told at all
const TRIES = 10;

const metadata = {
  issuer: 'https://op.example', authorization_endpoint: 'https://op.example/authorize', token_endpoint: 'https://op.example/token',
  userinfo_endpoint: 'https://op.example/userinfo', introspection_endpoint: 'https://op.example/introspect',
  revocation_endpoint: 'https://op.example/revoke', jwks_uri: 'https://op.example/jwks',
};
// Every endpoint's answer at once.
const ANSWER = { access_token: 'at', token_type: 'Bearer', refresh_token: 'rt', expires_in: 60, sub: 'a-user', active: true };

const json = (body) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
const tick = () => new Promise((resolve) => { setTimeout(resolve, 1); });

/** A server that answers, never answers, or never ends its answer. */
function server() {
  const requests = [];
  const world = { mode: 'answers', requests, onRequest: undefined };
  world.fetch = async (url, { signal }) => {
    requests.push(signal);
    world.onRequest?.();
    if (world.mode === 'answers') return json(url.endsWith('openid-configuration') ? metadata : ANSWER);
    const stopped = new Promise((_, reject) => { signal.addEventListener('abort', () => reject(signal.reason)); });
    if (world.mode === 'hangs') return stopped;
    const endless = new ReadableStream({ start(controller) { controller.enqueue(new TextEncoder().encode('{"access_token":')); stopped.catch((error) => controller.error(error)); } });
    return new Response(endless, { headers: { 'content-type': 'application/json' } });
  };
  return world;
}

export async function recover(world) {
  let result;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    result = await recoverOnce(world);
    if (result.problems.length > 0 || result.late.length === 0) break;
  }
  return { problems: [...result.problems, ...result.late], slowest: result.slowest };
}

async function recoverOnce({ keyward, forceTrap, guarded }) {
  const problems = [];
  const late = [];
  const must = (ok, text) => { if (!ok) problems.push(text); };
  let slowest = 0;
  await keyward.init();

  const clientAt = (world, more) => new keyward.OAuth2Client({
    clientId: 'a-client', redirectUri: 'https://app.example/cb', scope: 'api', metadata, fetch: world.fetch, timeout: 60_000, ...more,
  });
  const begun = (client) => {
    const request = client.createAuthorizationUrl();
    return [`https://app.example/cb?code=a-code&state=${request.state}`, request];
  };
  const calls = (client, world) => [
    client.exchangeCode(...begun(client)), client.refreshToken('rt'), client.userInfo('at'), client.introspectToken('at'),
    client.revokeToken('rt'), keyward.OAuth2Client.discover('https://op.example', { clientId: 'a-client', fetch: world.fetch, timeout: 60_000 }),
  ];

  /** Lets some calls wait, traps, and watches what they and the next calls do. */
  async function round(name, mode, trap, { others = true } = {}) {
    const world = server();
    const [client, idle] = [clientAt(world), clientAt(world)];
    const [callback, request] = begun(idle);
    world.mode = mode;
    const waiting = others ? [...calls(client, world), ...calls(client, world)] : [];
    // Each has begun its request, and some have the head of an answer.
    for (let round = 0; round < 20; round += 1) await tick();
    must(world.requests.length === waiting.length, `${name}: ${world.requests.length} requests of ${waiting.length} calls`);
    let left = waiting.length;
    let last;
    const outcomes = waiting.map((call) => call.then(() => 'a result', (error) => error).finally(() => {
      left -= 1;
      last = performance.now();
    }));

    const began = performance.now();
    const trapped = await trap({ client, idle, world });
    if (trapped) outcomes.push(trapped);
    // The next call waits for nothing: it is made before anybody was told.
    world.mode = 'answers';
    must(keyward.generateCodeVerifier().length === 43, `${name}: no verifier afterwards`);
    const next = idle.exchangeCode(callback, request);
    const all = await Promise.race([Promise.all(outcomes), new Promise((resolve) => { setTimeout(resolve, HANG).unref?.(); })]);
    must(all, `${name}: ${left} calls hang`);
    if (last !== undefined) {
      slowest = Math.max(slowest, last - began);
      if (last - began > BOUND) late.push(`${name}: the last caller was told after ${last - began} ms`);
    }
    for (const error of all ?? []) {
      const right = error instanceof keyward.OAuthError && error.code === 'internal_error';
      must(right, `${name}: a call in flight gets ${error?.code ?? error}`);
      if (right) {
        must(error.retryable === false || error.retryable === true, `${name}: retryable is ${error.retryable}`);
        must(/died/.test(error.message), `${name}: the message is ${error.message}`);
      }
    }
    must(world.requests.slice(0, waiting.length).every((signal) => signal.aborted), `${name}: requests go on`);

    const tokens = await next.catch((error) => error);
    must(tokens.access_token === 'at', `${name}: the next exchange gives ${tokens?.code ?? tokens}`);
    for (const one of [client, idle, clientAt(world)]) {
      const again = await one.exchangeCode(...begun(one)).catch((error) => error);
      must(again.access_token === 'at', `${name}: a later exchange gives ${again?.code ?? again}`);
      must(new URL(one.createAuthorizationUrl().url).searchParams.get('client_id') === 'a-client', `${name}: the client is not the same`);
    }
    const found = await keyward.OAuth2Client.discover('https://op.example', { clientId: 'a-client', fetch: world.fetch }).catch((error) => error);
    must(found.metadata?.token_endpoint === metadata.token_endpoint, `${name}: discovery gives ${found?.code ?? found}`);
    const verifier = keyward.generateCodeVerifier();
    must(keyward.createCodeChallenge(verifier).length === 43 && keyward.generateState() !== keyward.generateState(), `${name}: the helpers do not work`);
  }

  // Hosts load their `fetch` when it is first used; that time is theirs.
  await Promise.all(calls(clientAt(server()), server()));

  const thrown = (call) => {
    try {
      call();
      return 'nothing';
    } catch (error) {
      return error;
    }
  };
  const failed = (call) => call.then(() => 'a result', (error) => error);

  // In a call without I/O.
  const direct = () => thrown(() => guarded(forceTrap));
  await round('a trap while requests hang', 'hangs', direct);
  await round('a trap while answers do not end', 'drips', direct);
  await round('a trap while nothing else goes on', 'hangs', direct, { others: false });
  // In the steps of a call: the clock is asked there, and the trap unwinds through its frames.
  const byClock = ({ world }) => {
    let armed = true;
    const now = () => {
      if (armed) {
        armed = false;
        forceTrap();
      }
      return Date.now();
    };
    world.mode = 'answers';
    const client = clientAt(world, { now });
    return failed(client.exchangeCode(...begun(client)));
  };
  await round('a trap in the steps of a call', 'hangs', byClock);
  // In a call that the application makes from inside of another one: the outer one goes back to an
  // instance that is no more.
  const nested = (where, act) => async ({ world }) => {
    let armed = true;
    let seen;
    let later;
    const call = () => {
      if (!armed) return;
      armed = false;
      seen = world.requests.length;
      const error = thrown(() => guarded(forceTrap));
      must(error.code === 'internal_error', `a call inside of ${where} gets ${error?.code ?? error}`);
      // These run on the fresh instance, while the frames of the dead one are still on the stack.
      must(keyward.generateState().length === 43, `no state inside of ${where}`);
      later = failed(clientAt(world).refreshToken('rt'));
    };
    world.mode = 'answers';
    if (where === 'fetch') world.onRequest = call;
    const client = clientAt(world, { now: () => { if (where === 'clock') call(); return Date.now(); } });
    const error = await failed(act(client));
    must(await later === 'a result', `a call begun inside of ${where} gets ${await later}`);
    // That of the call begun inside, and none of the call that died.
    must(world.requests.length <= seen + 1, `${where}: the dead call goes on to send`);
    return error;
  };
  const exchange = (client) => client.exchangeCode(...begun(client));
  const validate = (client) => {
    const at = Math.floor(Date.now() / 1000);
    const claims = { iss: metadata.issuer, sub: 'a', aud: 'a-client', exp: at + 60, iat: at };
    const part = (value) => btoa(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
    return client.validateIdToken(`${part({ alg: 'RS256' })}.${part(claims)}.AAAA`);
  };
  await round('a trap in a call inside of fetch', 'hangs', nested('fetch', exchange));
  await round('a trap in a call inside of the clock', 'hangs', nested('clock', exchange));
  await round('a trap in a call inside of the clock, before a request', 'hangs', nested('clock', validate));
  for (let times = 0; times < 20; times += 1) direct();
  await round('the last of many traps', 'hangs', direct);
  return { problems, late, slowest };
}
