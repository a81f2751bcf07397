// @ts-check
// Responses for one browser alone.

/**
 * Every answer here is for one browser: no cache may keep it.
 * @param {Response} response
 * @param {string[]} [cookies]
 */
export function guarded(response, cookies = []) {
  const own = new Response(response.body, response);
  own.headers.set('cache-control', 'no-store');
  own.headers.append('vary', 'Cookie');
  for (const line of cookies) own.headers.append('set-cookie', line);
  return own;
}

/**
 * @param {any} body
 * @param {number} [status]
 * @param {string[]} [cookies]
 */
export function answer(body, status = 200, cookies) {
  const text = body === null ? null : JSON.stringify(body);
  /** @type {Record<string, string>} */
  const headers = text === null ? {} : { 'content-type': 'application/json' };
  return guarded(new Response(text, { status, headers }), cookies);
}

/**
 * @param {string} location
 * @param {string[]} cookies
 */
export function redirect(location, cookies) {
  return guarded(new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } }), cookies);
}
