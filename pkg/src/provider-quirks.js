// @ts-check
// What several providers do in the same unusual way. Hooks: a message in, the message to go on with out.

/** @typedef {{ url: string, method: string, headers: Record<string, string>, body: any }} RequestMessage */
/** @typedef {{ status: number, headers: Record<string, string>, body: string }} ResponseMessage */

/**
 * Changes a JSON answer; anything else is left for the core to judge.
 * @param {(body: any) => any} change
 */
export const json = (change) => (/** @type {ResponseMessage} */ response) => {
  try {
    return { ...response, body: JSON.stringify({ ...change(JSON.parse(response.body)) }) };
  } catch {
    return response;
  }
};

/** No `token_type` in the answer: the provider has but one kind (RFC 6749 §5.1 requires it). */
export const bearer = json((body) => (body.access_token ? { token_type: 'Bearer', ...body } : body));

/** No PKCE where a client with a secret must not use it. */
export const withoutPkce = (/** @type {URL} */ url) => {
  url.searchParams.delete('code_challenge');
  url.searchParams.delete('code_challenge_method');
};

/**
 * Changes a form, also one that came as text.
 * @param {(form: URLSearchParams) => void} change
 */
export const form = (change) => (/** @type {RequestMessage} */ request) => {
  const body = new URLSearchParams(request.body);
  change(body);
  return { ...request, body: body.toString() };
};

/** @param {URLSearchParams} body the token under the name `access_token` instead of `token` */
export const renamed = (body) => {
  body.set('access_token', body.get('token') ?? '');
  body.delete('token');
};

/**
 * Revocation by the token itself, in the header.
 * @param {Record<string, string>} [headers]
 * @param {string} [content]
 */
export const byToken = (headers, content = '') => (/** @type {RequestMessage} */ request) => ({
  ...request,
  headers: {
    ...request.headers,
    ...headers,
    authorization: `Bearer ${new URLSearchParams(request.body).get('token')}`,
  },
  body: content,
});
