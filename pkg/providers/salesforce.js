// @ts-check
import { discovered, label } from '../src/provider.js';

const data = { scope: 'openid profile email', profile: { emailVerified: 'email_verified' } };

/** @param {any} options */
export const salesforce = async ({ domain = 'login.salesforce.com', ...options }) =>
  discovered(`https://${label('domain', domain)}`, data, options);
