// @ts-check
import { discovered } from '../src/provider.js';

/** @param {any} options */
export const openid = ({ issuer, ...options }) => discovered(issuer, { scope: 'openid email' }, options);
