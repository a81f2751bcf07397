// @ts-check
import { discovered, label } from '../src/provider.js';

/** @param {any} options */
export const okta = async ({ domain, authorizationServer, ...options }) => {
  const server = authorizationServer ? `/oauth2/${label('authorizationServer', authorizationServer)}` : '';
  return discovered(`https://${label('domain', domain)}${server}`, { scope: 'openid email' }, options);
};
