// @ts-check
import { byToken } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

/** @param {any} options */
export const kakao = (options) =>
  provider(
    {
      metadata: {
        issuer: 'https://kauth.kakao.com',
        authorization_endpoint: 'https://kauth.kakao.com/oauth/authorize',
        token_endpoint: 'https://kauth.kakao.com/oauth/token',
        userinfo_endpoint: 'https://kapi.kakao.com/v1/oidc/userinfo',
        revocation_endpoint: 'https://kapi.kakao.com/v1/user/unlink',
        jwks_uri: 'https://kauth.kakao.com/.well-known/jwks.json',
      },
      scope: 'profile_nickname account_email',
      scopeSeparator: ',',
      options: { revocationEndpointAuthMethod: 'none' },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      hooks: { revoke_token_request: byToken() },
      profile: {
        url: 'https://kapi.kakao.com/v2/user/me?property_keys=%5B%22kakao_account.email%22%5D',
        id: 'id',
        email: 'kakao_account.email',
        emailVerified: ['kakao_account.is_email_valid', 'kakao_account.is_email_verified'],
      },
    },
    options,
  );
