// @ts-check
// The methods of a table, which the generator writes as words (see xtask/genauth.mjs): a sign for GET (<),
// PUT (=) or DELETE (!), the name, and where the name does not say it already, @ and the path. A sign-in
// adds its kind and the name of its payload.

/** @type {Record<string, string>} */
const SIGNS = { '<': 'GET', '=': 'PUT', '!': 'DELETE' };

/**
 * @template {new (...args: any[]) => { request(call: any, options?: any): Promise<any> }} Class
 * @param {Class} of
 * @param {string} table
 * @returns {Class}
 */
export function withMethods(of, table) {
  for (const word of table.split(' ')) {
    const [signed, place, connection, payload] = word.split(/[@:]/);
    const method = SIGNS[signed[0]] ?? 'POST';
    const name = method === 'POST' ? signed : signed.slice(1);
    const end = place || name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const path = end[0] === '/' ? end : `/api/v3/${end}`;
    const own = {
      /**
       * @this {InstanceType<Class>}
       * @param {any} [params]
       * @param {any} [options]
       */
      async [name](params, options) {
        return this.request({ method, path, params: connection ? signIn(connection, payload, params) : params }, options);
      },
    };
    Object.defineProperty(of.prototype, name, { value: own[name], writable: true, configurable: true });
  }
  return of;
}

/**
 * What the helpers say in words of their own: how, and with which of the payloads.
 * @param {string} connection
 * @param {string} payload
 * @param {any} params
 */
function signIn(connection, payload, { options, profile, ...rest }) {
  return { connection, [payload]: rest, profile, options };
}
