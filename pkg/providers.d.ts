/**
 * The contract of `keyward/providers`: a client for each of the well-known servers, its endpoints, default scopes and
 * peculiarities filled in. Where each of these was found is in docs/providers.md of the repository.
 *
 * Every function takes the options of {@link OAuth2Client}, which win over what is known of the provider, and a few of
 * its own. A page that imports one of them does not load the others.
 *
 * ```js
 * import { github } from 'keyward/providers'
 *
 * const client = github({ clientId: 'app', clientSecret: 'secret', redirectUri: 'https://app.example/callback' })
 * const request = client.createAuthorizationUrl()
 * // keep `request`, send the user to `request.url`; then, with the URL that the user came back to:
 * const tokens = await client.exchangeCode(callbackUrl, request)
 * const [id, email] = await client.getIdEmail(tokens)
 * ```
 *
 * @module
 */

import type { CallOptions, DiscoverOptions, OAuth2Client, ClientOptions, TokenSet } from './index.js'

/**
 * The options of a client whose provider is known: `metadata` completes or replaces single members of what is known,
 * `scope` replaces the default. Synchronous functions that follow need the module: in a page, `await init()` first.
 */
export interface ProviderOptions extends ClientOptions {}

/** The same where the provider's metadata are discovered first. */
export interface DiscoveredProviderOptions extends Omit<DiscoverOptions, 'metadata'> {}

/** Google. An address counts only if Google says that it is verified. */
export function google(options: ProviderOptions): OAuth2Client

export interface GithubOptions extends ProviderOptions {
  /** The host of an Enterprise Server. Default: `github.com`, with `api.github.com`. */
  host?: string | undefined
}

/**
 * GitHub. A user without a public address is asked for in the list of addresses, of which only verified ones count; an
 * app without the permission for it gets `http_error`.
 */
export function github(options: GithubOptions): OAuth2Client

export interface FacebookOptions extends ProviderOptions {
  /** Of the Graph API. Default: `v25.0`; Facebook ends a version about two years after it came. */
  version?: string | undefined
}

/** Facebook Login. */
export function facebook(options: FacebookOptions): OAuth2Client

/**
 * Trades a user's token of about an hour for one of about 60 days. For a server: it needs the secret.
 *
 * @throws OAuthError `server_error_response`, `http_error` …, as `fetchToken` does
 */
export function longLivedToken(client: OAuth2Client, accessToken: string, options?: CallOptions): Promise<TokenSet>

export interface MicrosoftOptions extends ProviderOptions {
  /**
   * `common`, `organizations`, `consumers`, or a tenant's id or domain. Only an id is an issuer as well, without which ID
   * tokens cannot be judged: give it when `scope` holds `openid`. Default: `common`.
   */
  tenant?: string | undefined
}

/**
 * Microsoft: Entra ID and personal accounts. The address is the mailbox or else the principal name; neither is proof that
 * the user owns it, so never find an account of yours by it.
 */
export function microsoft(options: MicrosoftOptions): OAuth2Client

/**
 * LinkedIn. Its ID tokens hold no nonce and it refuses PKCE from a client with a secret: only `state` ties the answer to
 * the request.
 */
export function linkedin(options: ProviderOptions): OAuth2Client

/** Discord. An address counts only if Discord verified it. */
export function discord(options: ProviderOptions): OAuth2Client

export interface RedditOptions extends ProviderOptions {
  /**
   * How the app names itself to Reddit, which turns generic names away: `<platform>:<app ID>:<version> (by /u/<user>)`.
   * Default: `web:<clientId>:v1`.
   */
  userAgent?: string | undefined
}

/** Reddit. The id is the user's name; there is no address. For a refresh token give `extra: { duration: 'permanent' }`. */
export function reddit(options: RedditOptions): OAuth2Client

export interface OktaOptions extends DiscoveredProviderOptions {
  /** Such as `dev-123456.okta.com`. */
  domain: string
  /** The id of a custom authorization server, such as `default`. Default: none, the server of the organization. */
  authorizationServer?: string | undefined
}

/** Okta, discovered. The address is not asked whether it is verified. */
export function okta(options: OktaOptions): Promise<OAuth2Client>

export interface OpenidOptions extends DiscoveredProviderOptions {
  /** The issuer, character by character, without `/.well-known/…`. */
  issuer: string
}

/** Any OpenID provider, discovered. The address is not asked whether it is verified. */
export function openid(options: OpenidOptions): Promise<OAuth2Client>

/**
 * Kakao. An address counts only if it is valid and verified. `revokeToken` unlinks the user from the app, which ends all of
 * the user's tokens.
 */
export function kakao(options: ProviderOptions): OAuth2Client

/** Naver. `revokeToken` deletes the token, and what the user consented to. */
export function naver(options: ProviderOptions): OAuth2Client

export interface FranceconnectOptions extends ProviderOptions {
  /** The integration environment instead of production. Default: false. */
  integration?: boolean | undefined
}

/** FranceConnect, version 2, at level eIDAS 1 unless `acrValues` says otherwise. */
export function franceconnect(options: FranceconnectOptions): OAuth2Client

export interface ShopifyOptions extends ProviderOptions {
  /** The shop's name, with or without `.myshopify.com`; anything that is none is `invalid_config`. */
  shop: string
  /** Of the Admin API. Default: `2026-10`; Shopify answers for a version that has ended with the oldest it still has. */
  apiVersion?: string | undefined
  /** `per-user` asks for a token of the user, with the user's permissions. Default: none, a token of the shop. */
  accessMode?: 'per-user' | undefined
}

/** Shopify. Id and address are those of the shop. The `hmac` of a callback is for the application to check. */
export function shopify(options: ShopifyOptions): OAuth2Client

/** How an Apple client shows who it is: a secret that was made elsewhere, or what it is made of. */
export interface AppleOptions extends ProviderOptions {
  /** The team, with `keyId` and `privateKey` instead of `clientSecret`. */
  teamId?: string | undefined
  /** The key's identifier. */
  keyId?: string | undefined
  /** The text of the `.p8` file, or a `CryptoKey` (ECDSA, P-256) that signs. Never in code that reaches a browser. */
  privateKey?: string | object | undefined
}

/**
 * Sign in with Apple. The answer comes as a form POST; id and address are read from the ID token's claims, so `getProfile`
 * and `getIdEmail` need the whole token set.
 */
export function apple(options: AppleOptions): OAuth2Client

export interface GitlabOptions extends ProviderOptions {
  /** Of a GitLab of one's own. Default: `https://gitlab.com`. */
  url?: string | undefined
}

/** GitLab. */
export function gitlab(options: GitlabOptions): OAuth2Client

export interface Auth0Options extends DiscoveredProviderOptions {
  /** Such as `tenant.eu.auth0.com`, or a domain of one's own. */
  domain: string
}

/** Auth0, discovered. An address counts only if it is verified. */
export function auth0(options: Auth0Options): Promise<OAuth2Client>

export interface KeycloakOptions extends DiscoveredProviderOptions {
  /** Of the server, such as `https://sso.example`, with the path `/auth` of old ones. */
  url: string
  /** The realm's name. */
  realm: string
}

/** Keycloak, discovered. An address counts only if it is verified. */
export function keycloak(options: KeycloakOptions): Promise<OAuth2Client>

export interface CognitoOptions extends DiscoveredProviderOptions {
  /** Such as `eu-west-1`. */
  region: string
  /** Such as `eu-west-1_AbCdEfGhI`. */
  userPoolId: string
}

/** Amazon Cognito, discovered. An address counts only if it is verified. */
export function cognito(options: CognitoOptions): Promise<OAuth2Client>

/** Twitch. An address counts only if it is verified. */
export function twitch(options: ProviderOptions): OAuth2Client

/** Sign in with Slack. An address counts only if it is verified. */
export function slack(options: ProviderOptions): OAuth2Client

/** Spotify. Nobody verified the address: never find an account of yours by it. */
export function spotify(options: ProviderOptions): OAuth2Client

/** Notion. Id and address are those of the user who authorized the app; where nobody did, `invalid_response`. */
export function notion(options: ProviderOptions): OAuth2Client

/** X. The address needs the app's permission for it, and is one that X confirmed. */
export function x(options: ProviderOptions): OAuth2Client

/** Bitbucket Cloud. The address is the primary one, if it is confirmed. */
export function bitbucket(options: ProviderOptions): OAuth2Client

/** Dropbox. An address counts only if it is verified. */
export function dropbox(options: ProviderOptions): OAuth2Client

/** Zoom. The scopes are those of the app. An address counts only if it is verified. */
export function zoom(options: ProviderOptions): OAuth2Client

export interface SalesforceOptions extends DiscoveredProviderOptions {
  /** `test.salesforce.com`, or My Domain. Default: `login.salesforce.com`. */
  domain?: string | undefined
}

/** Salesforce, discovered. The id is an address of the user's record. An e-mail address counts only if it is verified. */
export function salesforce(options: SalesforceOptions): Promise<OAuth2Client>

/** Yahoo. An address counts only if it is verified. */
export function yahoo(options: ProviderOptions): OAuth2Client

/** Yandex. */
export function yandex(options: ProviderOptions): OAuth2Client

/**
 * LINE. Id and address are read from the ID token's claims, so `getProfile` and `getIdEmail` need the whole token set.
 */
export function line(options: ProviderOptions): OAuth2Client

export interface WechatOptions extends ProviderOptions {
  /** Signing in inside of WeChat, as an Official Account, instead of by a QR code. Default: false. */
  officialAccount?: boolean | undefined
  /** The language of the profile: `en`, `zh_CN` or `zh_TW`. Default: `en`. */
  lang?: string | undefined
}

/**
 * WeChat. The id is the `unionid`, else the `openid`; there is no address. The secret travels in a URL, as WeChat demands.
 * `getProfile` and `getIdEmail` need the whole token set.
 */
export function wechat(options: WechatOptions): OAuth2Client
