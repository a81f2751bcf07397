// The words in which scenarios are written. These files load in Node, in a page and in a Worker: they
// import nothing; `provider` patches run in the provider only (where `Buffer` exists), `client` and
// `expect` in the suite only.
//
// A scenario:
//   id, area, spec      its name, what it is about, the section that decides
//   does                what the server does, in words
//   flow                how far the client goes; the refusal is expected in the LAST step (see suite.mjs)
//   provider            the patch: metadata(m), jwks(set), callback(params), tokenResponse(body),
//                       refreshResponse(body), userinfo(claims), introspection(body), device(body): change or replace
//                       pending: n, the user of a device decides after n polls
//                       idToken, refreshIdToken, front, userinfoJwt: hooks of a JWT (see Instance.mint)
//                       http: { <endpoint>(answer, x) }: change or replace status, headers, body
//                       fault: { at, kind, after?, times?, … } or a list: break the wire (see
//                       provider/faults.mjs), from the call after `after` on, `times` times
//   client              auth, id, secret (the registration); options, params (AuthorizationParams), grant, …
//   expect              refuse(…), accept(…) or either(…)
//   max                 how often an endpoint may be called at most, where it is not what the flow needs

/**
 * The client must refuse with `code`, in `phase`. A list of codes needs `why`. Further: `claim`,
 * `retryable`, `retryAfter` (seconds or [from, to]), `status`, `error`, `cause` (a code, or true: there
 * is one), `anyStep`, `check(error, t)` (returns what is wrong, or nothing).
 */
export const refuse = (code, phase, more = {}) => {
  const codes = [code].flat();
  if (codes.length > 1 && !more.why) throw new Error(`${codes}: a choice of codes needs a reason`);
  return { refuse: codes, phase: phase === undefined ? undefined : [phase].flat(), ...more };
};

/** The client must succeed; `check(t)` returns what is wrong with the result, or nothing. */
export const accept = (check) => ({ accept: true, check });

/** Two outcomes are right; `why` says so. */
export const either = (why, ...outcomes) => ({ either: outcomes, why });

/** Completes a list: `defaults` under each scenario, `prefix` before each id. */
export const area = (name, prefix, defaults, list) =>
  list.map((scenario) => ({ area: name, ...defaults, ...scenario, id: `${prefix}-${scenario.id}` }));

/** An answer with this text as its JSON body. */
export const text = (body, type = 'application/json', status = 200) => () =>
  ({ status, headers: { 'content-type': type }, body });

/** Changes the JSON text of the baseline's answer. */
export const rewrite = (change) => (answer) => {
  answer.body = change(JSON.stringify(answer.body));
};

/** `{"a":1}` -> `{<inserted>,"a":1}` */
export const insert = (members) => rewrite((json) => `{${members},${json.slice(1)}`);

/** `depth` arrays in each other, in an unknown member. */
export const nested = (depth) => insert(`"x":${'['.repeat(depth)}${']'.repeat(depth)}`);

/** `count` more members, all of different names: cheap to send, and dear for a careless search. */
export const members = (count) => insert(Array.from({ length: count }, (_, i) => `"m${i}":0`).join(','));

/** The ways in which bytes are not the strict UTF-8 JSON that a client may read. */
export const brokenJson = [
  ['bom', 'begins with a byte-order mark', rewrite((json) => `\ufeff${json}`), 'RFC 8259 8.1'],
  ['utf16le', 'is UTF-16LE with a byte-order mark', rewrite((json) => Buffer.from(`\ufeff${json}`, 'utf16le')), 'RFC 8259 8.1'],
  ['utf16be', 'is UTF-16BE without a mark', rewrite((json) => Buffer.from(json, 'utf16le').swap16()), 'RFC 8259 8.1'],
  ['bad-utf8', 'holds the bytes FF FE in a string', rewrite((json) =>
    Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff, 0xfe]), Buffer.from(`",${json.slice(1)}`)])), 'RFC 8259 8.1'],
  ['overlong-utf8', 'holds an overlong encoding (C0 AF)', rewrite((json) =>
    Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xc0, 0xaf]), Buffer.from(`",${json.slice(1)}`)])), 'RFC 3629 3'],
  ['duplicate', 'repeats an unknown member', insert('"x":1,"x":2'), 'RFC 8259 4'],
  ['1e400', 'holds the number 1e400', insert('"x":1e400'), 'RFC 8259 6'],
  ['deep', 'nests 100,000 arrays', nested(100_000), 'RFC 8259 9'],
];

/** A string of `length` characters that compresses badly enough. */
export const filler = (length) => 'abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length);
