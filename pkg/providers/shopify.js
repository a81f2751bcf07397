// @ts-check
import { bearer } from '../src/provider-quirks.js';
import { label, provider } from '../src/provider.js';

/** @param {any} options */
export const shopify = ({ shop, apiVersion = '2026-10', accessMode, ...options }) => {
  // It often comes with the request that installs the app: a stranger's word.
  const admin = `https://${label('shop', String(shop).replace(/\.myshopify\.com$/, ''))}.myshopify.com/admin`;
  return provider(
    {
      metadata: {
        authorization_endpoint: `${admin}/oauth/authorize`,
        token_endpoint: `${admin}/oauth/access_token`,
      },
      scope: 'read_orders',
      scopeSeparator: ',',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      authorizationParams: { extra: accessMode ? { 'grant_options[]': accessMode } : {} },
      hooks: { access_token_response: bearer },
      profile: {
        url: `${admin}/api/${label('apiVersion', apiVersion)}/shop.json`,
        header: 'x-shopify-access-token',
        id: 'shop.id',
        email: 'shop.email',
      },
    },
    options,
  );
};
