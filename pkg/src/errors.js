// @ts-check

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
    const about = record.claim ? `${record.claim} ${record.message}` : record.message;
    const said = record.error ? `${about} (${record.error})` : about;
    const cause = record.cause ? new OAuthError(record.cause, origin) : origin;
    super(said, cause === undefined ? undefined : { cause });
    /** @type {any} */ const fields = this;
    this.code = record.code;
    this.phase = record.phase;
    this.retryable = record.retryable === true;
    for (const name of ['error', 'errorDescription', 'errorUri']) {
      if (record[name] !== undefined) fields[name] = record[name];
    }
    // How long to wait is known to whoever was answered.
    const wait = record.retryAfter ?? record.cause?.retryAfter;
    if (wait !== undefined) fields.retryAfter = wait;
    if (record.response) {
      this.status = record.response.status;
      this.response = record.response;
    }
    if (record.claim && !OPTION_CODES.includes(record.code)) this.claim = record.claim;
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
 * @param {string} message
 * @param {unknown} [origin]
 */
export const fault = (code, phase, message, origin) => new OAuthError({ code, phase, message }, origin);
