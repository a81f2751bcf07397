// @ts-check

// In the order of src/core/error.rs, which names codes and phases by their number.
const CODES = (
  'invalid_config not_supported insecure_url network_error timeout aborted http_error invalid_response ' +
  'server_error_response redirect_refused response_too_large wrong_content_type invalid_json ' +
  'metadata_invalid jwks_unavailable weak_key issuer_mismatch state_missing state_mismatch ' +
  'state_unknown state_expired response_issuer_missing response_issuer_mismatch duplicate_parameter ' +
  'id_token_missing invalid_jwt alg_not_allowed key_not_found bad_signature claim_missing ' +
  'claim_mismatch token_expired token_not_yet_valid nonce_mismatch hash_mismatch sub_mismatch ' +
  'token_missing refresh_not_supported revocation_not_supported introspection_not_supported ' +
  'login_required session_ended popup_blocked popup_closed redirect_loop storage_unavailable ' +
  'dpop_required dpop_nonce dpop_downgrade insufficient_scope insufficient_user_authentication ' +
  'internal_error'
).split(' ');
const PHASES = (
  'config discovery authorize callback token refresh userinfo introspect revoke logout validate session ' +
  'api'
).split(' ');

/** What an error says whose code does not say it all by itself. */
/** @type {Record<string, string>} */
const WORDS = {
  not_supported: 'this client or host does not support it',
  insecure_url: 'not an https URL without user info and fragment',
  network_error: 'the server could not be reached',
  http_error: 'the server answered with an unexpected status',
  server_error_response: 'the server refused',
  redirect_refused: 'the server answered with a redirect',
  response_too_large: 'the answer is larger than 1 MiB',
  invalid_response: 'the answer breaks its specification',
  metadata_invalid: 'is missing or malformed in the metadata',
  jwks_unavailable: "the server's keys cannot be had",
  issuer_mismatch: 'this comes from another issuer',
  state_unknown: 'no login with this state was begun in this browser, or it is over',
  response_issuer_missing: 'the server announces iss in its responses and did not send it',
  key_not_found: 'no key of the server fits the token, or several do',
  invalid_jwt: 'not a signed token that the rules allow here',
  nonce_mismatch: 'the token answers another request',
  hash_mismatch: 'does not belong to what came with the token',
  sub_mismatch: 'this is about another user',
  login_required: 'nobody is signed in',
  redirect_loop: 'five sign-ins in a minute did not lead to a session',
  storage_unavailable: 'the storage is missing, full or forbidden: pass another one',
  internal_error: 'the WebAssembly instance died: call again',
};

// Codes whose `claim` names an option: it is part of the message, not a claim of a token.
const OPTION_CODES = ['invalid_config', 'metadata_invalid'];

/**
 * The one error of this package. Its fields never hold a token, secret, code or verifier.
 */
export class OAuthError extends Error {
  /**
   * @param {Record<string, any>} record what the core says of the error
   * @param {unknown} [origin] the host's own error at the root, if there is one
   */
  constructor(record, origin) {
    const code = CODES[record.code] ?? record.code;
    const words = record.message || (WORDS[code] ?? code.replaceAll('_', ' '));
    // A stored error has its claim in its words already.
    const about = record.claim && !words.startsWith(record.claim) ? `${record.claim} ${words}` : words;
    const said = record.error ? `${about} (${record.error})` : about;
    const cause = record.cause ? new OAuthError(record.cause, origin) : origin;
    super(said, cause === undefined ? undefined : { cause });
    /** @type {any} */ const fields = this;
    this.code = code;
    this.phase = PHASES[record.phase] ?? record.phase;
    this.retryable = record.retryable ?? ['network_error', 'timeout'].includes(code);
    // How long to wait is known to whoever was answered.
    record.retryAfter ??= record.cause?.retryAfter;
    for (const name of ['error', 'errorDescription', 'errorUri', 'retryAfter', 'statusCode', 'apiCode', 'requestId']) {
      if (record[name] !== undefined) fields[name] = record[name];
    }
    if (record.response) {
      this.status = record.response.status;
      this.response = record.response;
    }
    if (record.claim && !OPTION_CODES.includes(code)) this.claim = record.claim;
  }

  toJSON() {
    return { ...this, name: this.name, message: this.message };
  }
}
Object.defineProperty(OAuthError.prototype, 'name', { value: 'OAuthError' });

/**
 * An error that the facade itself raises.
 * @param {string} code
 * @param {string} phase
 * @param {string} [message] if the code does not say it all
 * @param {unknown} [origin]
 */
export const fault = (code, phase, message, origin) => new OAuthError({ code, phase, message }, origin);
