// @ts-check
// Text that only this site can read and nobody can change: AES-256-GCM, with keys derived from the
// secrets of the application. Carries out; what is sealed under which name is decided elsewhere.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const VERSION = 1;
// Version, key id, nonce.
const ID = 4;
const NONCE = 12;
const HEAD = 1 + ID + NONCE;

/** @typedef {{ id: Uint8Array, key: CryptoKey }} Key */

export class Seal {
  /** @type {string[]} */ #secrets;
  /** Derived keys, once they are there: a derivation under way belongs to its request. */
  /** @type {Key[] | undefined} */ #keys;

  /** @param {string[]} secrets the current one, then earlier ones that may still open */
  constructor(secrets) {
    this.#secrets = secrets;
  }

  async #derived() {
    return (this.#keys ??= await Promise.all(this.#secrets.map(derive)));
  }

  /**
   * @param {string} name what the text is for, and the cookie that it is in: it opens under no other
   * @param {string} text
   */
  async seal(name, text) {
    const [{ id, key }] = await this.#derived();
    const head = new Uint8Array(HEAD);
    head[0] = VERSION;
    head.set(id, 1);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
    head.set(nonce, 1 + ID);
    const sealed = await crypto.subtle.encrypt(parameters(nonce, head, name), key, encoder.encode(text));
    const whole = new Uint8Array(HEAD + sealed.byteLength);
    whole.set(head);
    whole.set(new Uint8Array(sealed), HEAD);
    return toBase64url(whole);
  }

  /**
   * The text, and whether an earlier secret sealed it; nothing for what is not ours.
   * @param {string} name
   * @param {string} sealed
   * @returns {Promise<{ text: string, isOld: boolean } | undefined>}
   */
  async open(name, sealed) {
    const whole = fromBase64url(sealed);
    if (!whole || whole.length < HEAD || whole[0] !== VERSION) return undefined;
    const head = whole.slice(0, HEAD);
    const keys = await this.#derived();
    const at = keys.findIndex(({ id }) => id.every((byte, place) => byte === head[1 + place]));
    if (at < 0) return undefined;
    try {
      const nonce = head.slice(1 + ID);
      const text = await crypto.subtle.decrypt(parameters(nonce, head, name), keys[at].key, whole.slice(HEAD));
      return { text: decoder.decode(text), isOld: at > 0 };
    } catch {
      // Changed, cut, or sealed under another name.
      return undefined;
    }
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} nonce
 * @param {Uint8Array} head
 * @param {string} name
 */
function parameters(nonce, head, name) {
  const about = encoder.encode(name);
  const additionalData = new Uint8Array(head.length + about.length);
  additionalData.set(head);
  additionalData.set(about, head.length);
  return { name: 'AES-GCM', iv: nonce, additionalData };
}

/**
 * @param {string} secret
 * @returns {Promise<Key>}
 */
async function derive(secret) {
  const { subtle } = crypto;
  const root = await subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey', 'deriveBits']);
  const by = (/** @type {string} */ info) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(info) });
  const key = await subtle.deriveKey(by('keyward seal 1'), root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return { id: new Uint8Array(await subtle.deriveBits(by('keyward seal 1 id'), root, ID * 8)), key };
}

/** @param {Uint8Array} bytes */
function toBase64url(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} text */
function fromBase64url(text) {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
  } catch {
    return undefined;
  }
}
