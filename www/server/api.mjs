// A small protected API: orders of the person whose access token comes along. The token is a JWT
// (RFC 9068); its signature, issuer, audience, times and scope are checked here, at the resource,
// with node:crypto and the issuer's published keys.
import { createServer } from 'node:http';
import { createPublicKey } from 'node:crypto';
import { verifySignature } from './jws.mjs';
import { close, listen } from './listen.mjs';

const CATALOGUE = [
  { id: 'A-1042', item: 'Brass key, antique', total: 34.5, currency: 'EUR', status: 'delivered' },
  { id: 'A-1057', item: 'Ledger, 200 pages', total: 18, currency: 'EUR', status: 'on its way' },
  { id: 'A-1063', item: 'Lantern, storm-proof', total: 72.9, currency: 'EUR', status: 'being packed' },
];

/**
 * Starts the API. Options: port, host, issuer, audience (must be in `aud`), scope (must be granted;
 * 'orders:read'), corsOrigins ([]; '*' allows all), clockTolerance (5 s). The returned `settings` hold
 * corsOrigins and `refuse`: how many of the next good tokens to refuse with 401 all the same.
 */
export async function startApi(options = {}) {
  const { port = 0, host = '127.0.0.1', issuer, audience, scope = 'orders:read', clockTolerance = 5 } = options;
  const settings = { corsOrigins: options.corsOrigins ?? [], refuse: 0 };
  const findKey = createKeyFinder(issuer);
  const requests = [];

  const server = createServer(async (req, res) => {
    const { origin, authorization } = req.headers;
    const path = req.url.split('?')[0];
    const record = { method: req.method, path, origin, hasToken: authorization !== undefined };
    requests.push(record);
    if (requests.length > 5000) requests.shift();
    res.on('close', () => (record.status = res.statusCode));
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Vary', 'Origin');
    if (origin && (settings.corsOrigins === '*' || settings.corsOrigins.includes(origin))) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Expose-Headers', 'WWW-Authenticate');
      res.setHeader('Access-Control-Allow-Headers', 'Authorization');
      res.setHeader('Access-Control-Max-Age', '600');
    }
    if (req.method === 'OPTIONS') return void res.writeHead(204).end();
    try {
      if (path === '/api/hello') return answer(res, 200, { hello: 'world', token_came_along: record.hasToken });
      if (path !== '/api/orders') return answer(res, 404, { error: 'not_found' });
      if (req.method !== 'GET') return answer(res, 405, { error: 'method_not_allowed' }, { Allow: 'GET, OPTIONS' });
      const claims = await authenticate(authorization);
      if (settings.refuse > 0) {
        settings.refuse -= 1;
        throw new Refusal(401, 'invalid_token', 'The token is no longer good here');
      }
      answer(res, 200, { subject: claims.sub, orders: CATALOGUE });
    } catch (error) {
      if (!(error instanceof Refusal)) return answer(res, 503, { error: 'temporarily_unavailable' });
      answer(
        res,
        error.status,
        error.code ? { error: error.code, error_description: error.message } : { error: 'unauthorized' },
        { 'WWW-Authenticate': challenge(error) },
      );
    }
  });

  async function authenticate(authorization) {
    // RFC 6750 section 3.1: a request without any token is told no error code.
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (authorization === undefined) throw new Refusal(401);
    if (!token) throw new Refusal(401, 'invalid_token', 'Not a JWT bearer token');
    const [head, body, signature] = token.split('.');
    const header = parse(head);
    const claims = parse(body);
    if (!/^(application\/)?at\+jwt$/i.test(header.typ ?? '')) throw new Refusal(401, 'invalid_token', 'Not an access token');
    const key = await findKey(header);
    if (!key || !verifySignature(String(header.alg), key, Buffer.from(`${head}.${body}`), Buffer.from(signature, 'base64url'))) {
      throw new Refusal(401, 'invalid_token', 'The signature is not good');
    }
    const now = Date.now() / 1000;
    if (claims.iss !== issuer) throw new Refusal(401, 'invalid_token', 'Issued by somebody else');
    if (![claims.aud].flat().includes(audience)) throw new Refusal(401, 'invalid_token', 'Meant for another audience');
    if (!(claims.exp > now - clockTolerance)) throw new Refusal(401, 'invalid_token', 'The token has expired');
    if (claims.nbf > now + clockTolerance) throw new Refusal(401, 'invalid_token', 'The token is not valid yet');
    const granted = String(claims.scope ?? '').split(' ');
    if (scope && !granted.includes(scope)) throw new Refusal(403, 'insufficient_scope', `This needs the scope ${scope}`);
    return claims;
  }

  function challenge({ code, message }) {
    const fields = ['Bearer realm="orders"'];
    if (code) fields.push(`error="${code}"`, `error_description="${message}"`);
    if (code === 'insufficient_scope') fields.push(`scope="${scope}"`);
    return fields.join(', ');
  }

  await listen(server, port, host);
  const url = `http://${host}:${server.address().port}`;
  return {
    url,
    /** The last requests: { method, path, origin, hasToken, status }. */
    requests,
    settings,
    close: () => close(server),
  };
}

class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

// The issuer's keys by `kid`, fetched when first needed, and again at most every 30 s for an unknown one.
function createKeyFinder(issuer) {
  let keys = [];
  let fetchedAt = -Infinity;
  const find = ({ kid }) => keys.find((jwk) => jwk.kid === kid);
  return async function findKey(header) {
    if (!find(header) && Date.now() - fetchedAt > 30_000) {
      fetchedAt = Date.now();
      try {
        const metadata = await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
        ({ keys } = await getJson(metadata.jwks_uri));
      } catch (error) {
        fetchedAt = -Infinity;
        throw error;
      }
    }
    const jwk = find(header);
    return jwk && createPublicKey({ key: jwk, format: 'jwk' });
  };
}

async function getJson(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`${response.status} from ${url}`);
  return response.json();
}

function parse(part) {
  try {
    return Object(JSON.parse(Buffer.from(part, 'base64url').toString()));
  } catch {
    throw new Refusal(401, 'invalid_token', 'Not a JWT bearer token');
  }
}

function answer(res, status, body, headers = {}) {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  res.end(JSON.stringify(body));
}
