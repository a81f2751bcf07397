// A real server on a loopback port that stands for every provider: it records what it is asked and answers by script.
import { after } from 'node:test';
import { createHash, createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';

const KEYS = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

const base64url = (data) => Buffer.from(data).toString('base64url');

/** A token signed with the server's key, or with the client's secret. */
export function sign(alg, claims, secret) {
  const text = [{ alg, kid: alg, typ: 'JWT' }, claims].map((part) => base64url(JSON.stringify(part))).join('.');
  if (alg === 'HS256') return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  const key = { key: KEYS[alg].privateKey, dsaEncoding: 'ieee-p1363' };
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`;
}

export const jwks = {
  keys: Object.entries(KEYS).map(([alg, { publicKey }]) => ({ ...publicKey.export({ format: 'jwk' }), kid: alg, alg, use: 'sig' })),
};

/** The left half of a hash, as `at_hash` has it (OpenID Connect Core 1.0 §3.1.3.6). */
export const halfHash = (text) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

/**
 * @returns a recorder: `fetch` for a client, `requests` as recorded, and `answers` by address without its query
 */
export async function record() {
  const recorder = { requests: [], answers: new Map(), fetch: undefined };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    // The first segment is the host that was meant.
    const url = new URL(`https:/${request.url}`);
    const body = Buffer.concat(chunks).toString();
    const recorded = { method: request.method, url: url.href, address: url.origin + url.pathname, query: url.searchParams, headers: request.headers, body, form: new URLSearchParams(body) };
    recorder.requests.push(recorded);
    const answer = recorder.answers.get(recorded.address);
    const { status = 200, type = 'application/json', text } = answer ? answer(recorded) : { status: 404, type: 'text/plain', text: '' };
    response.writeHead(status, { 'content-type': type }).end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address();
  recorder.fetch = (url, init) => fetch(`http://127.0.0.1:${port}/${new URL(url).host}${url.slice(new URL(url).origin.length)}`, init);
  return recorder;
}

/** An answer of JSON. */
export const json = (value, status = 200) => () => ({ status, text: JSON.stringify(value) });
