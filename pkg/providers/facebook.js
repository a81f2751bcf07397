// @ts-check
import { label, provider } from '../src/provider.js';

/** @param {any} options */
export const facebook = ({ version = 'v25.0', ...options }) => {
  label('version', version);
  return provider(
    {
      metadata: {
        issuer: 'https://www.facebook.com',
        authorization_endpoint: `https://www.facebook.com/${version}/dialog/oauth`,
        token_endpoint: `https://graph.facebook.com/${version}/oauth/access_token`,
        jwks_uri: 'https://www.facebook.com/.well-known/oauth/openid/jwks/',
      },
      scope: 'email public_profile',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      profile: { url: `https://graph.facebook.com/${version}/me?fields=id,name,email`, id: 'id' },
    },
    options,
  );
};

/**
 * @param {any} client
 * @param {string} accessToken
 * @param {any} [options]
 */
export const longLivedToken = (client, accessToken, options) =>
  client.fetchToken({ grant_type: 'fb_exchange_token', fb_exchange_token: accessToken }, options);
