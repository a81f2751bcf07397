// @ts-check
import { wrong } from './protocol.js';

/**
 * The place of a call and what is left for its query or body: `/x/{id}` takes `id` out of the parameters. The
 * vendor's tables spell some names in two ways.
 * @param {string} host
 * @param {string} path
 * @param {any} params
 */
export function placed(host, path, params) {
  const rest = { ...params };
  const filled = `${path}`.replace(/\{(\w+)\}/g, (_, name) => {
    const key = Object.keys(rest).find((other) => other.toLowerCase() === name.toLowerCase()) ?? name;
    const value = `${rest[key] ?? ''}`;
    delete rest[key];
    // Dots alone would be taken for a step up.
    if (/^\.{0,2}$/.test(value)) throw wrong(`${name} is required for the path`);
    return encodeURIComponent(value);
  });
  // Another host, a query, a step up: whatever the path would not be alone.
  if (filled[0] !== '/' || new URL(filled, 'https://host').pathname !== filled) throw wrong('path must be an absolute path');
  return { url: host + filled, path: filled, params: rest };
}
