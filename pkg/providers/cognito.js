// @ts-check
import { discovered, label } from '../src/provider.js';

const data = { scope: 'openid profile email', profile: { emailVerified: 'email_verified' } };

/** @param {any} options */
export const cognito = async ({ region, userPoolId, ...options }) =>
  discovered(
    `https://cognito-idp.${label('region', region)}.amazonaws.com/${label('userPoolId', userPoolId)}`,
    data,
    options,
  );
