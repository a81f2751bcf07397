// @ts-check
import { discovered, label } from '../src/provider.js';

const data = { scope: 'openid profile email', profile: { emailVerified: 'email_verified' } };

/** @param {any} options */
export const keycloak = async ({ url, realm, ...options }) =>
  discovered(`${String(url).replace(/\/$/, '')}/realms/${label('realm', realm)}`, data, options);
