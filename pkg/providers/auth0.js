// @ts-check
import { discovered, label } from '../src/provider.js';

const data = { scope: 'openid profile email', profile: { emailVerified: 'email_verified' } };

/** @param {any} options */
export const auth0 = async ({ domain, ...options }) =>
  // The slash belongs to the issuer.
  discovered(`https://${label('domain', domain)}/`, data, options);
