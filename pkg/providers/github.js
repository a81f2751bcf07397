// @ts-check
import { label, provider } from '../src/provider.js';

/** @param {any} options */
export const github = ({ host, ...options }) => {
  const site = `https://${host ? label('host', host) : 'github.com'}`;
  const api = host ? `${site}/api/v3` : 'https://api.github.com';
  return provider(
    {
      metadata: {
        authorization_endpoint: `${site}/login/oauth/authorize`,
        token_endpoint: `${site}/login/oauth/access_token`,
        device_authorization_endpoint: `${site}/login/device/code`,
      },
      scope: 'user user:email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      profile: {
        url: `${api}/user`,
        // The API refuses requests without one, and workerd sends none.
        headers: { 'user-agent': 'keyward' },
        id: 'id',
        emails: { url: `${api}/user/emails`, email: ['[primary=true,verified=true].email', '[verified=true].email'] },
      },
    },
    options,
  );
};
