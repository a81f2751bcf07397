// What is in the memory of a WebAssembly instance, seen from outside. To be imported before the package,
// which makes its instance when it is loaded.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';

const PIECE = 16;

/** The memories of all instances made since, oldest first. */
export const memories = [];

/** The package as it is published, and the copy that `cargo xtask build --forced-trap` makes. */
export const published = new URL('../../pkg/', import.meta.url);
export const forcedTrap = process.env.KEYWARD_FORCED_TRAP
  ? pathToFileURL(`${process.env.KEYWARD_FORCED_TRAP}/`) : new URL('../../target/forced-trap/', import.meta.url);
if (!existsSync(new URL('wasm/keyward.js', forcedTrap))) throw new Error('run `cargo xtask build --forced-trap` first');

/** Set to let the next instances fail, as a host without memory does. */
export const host = { refuses: false };

const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    if (host.refuses) throw new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance');
    super(...args);
    memories.push(this.exports.memory);
  }
};

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

/** Collects what can be collected, finalizers included. */
export async function collect() {
  for (let round = 0; round < 4; round += 1) {
    gc();
    // Finalizers run as tasks of their own.
    await new Promise((resolve) => { setTimeout(resolve, 1); });
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  gc();
}

const encoder = new TextEncoder();
const wide = (text) => Uint8Array.from(Buffer.from(text, 'utf16le'));

/** As the words that a hash reads. */
const swapped = (bytes) => bytes.map((_, at) => bytes[(at & ~3) + 3 - (at & 3)] ?? 0);

/** The bytes that a secret of base64url stands for. */
const bytesOf = (text) => (/^[\w-]{22,}$/.test(text) ? Uint8Array.from(Buffer.from(text, 'base64url')) : new Uint8Array(0));

/**
 * Which of `secrets` (`{ name: text }`) stand in the memories: whole, or 16 characters of them, in UTF-8, in
 * UTF-16 or as the words of a hash, or 16 of the bytes that they spell. Returns `name, form, place: what stands around it`.
 */
export function scan(secrets, among = memories) {
  const pieces = piecesOf(secrets);
  const hits = [];
  for (const [index, { buffer }] of among.entries()) {
    const memory = Buffer.from(buffer);
    const words = new DataView(buffer);
    let last;
    for (let at = 0; at + PIECE <= memory.length; at += 1) {
      const word = words.getUint32(at, true);
      if (word === 0 || !pieces.mayBegin(word, words.getUint32(at + 4, true))) continue;
      const found = pieces.find(word, memory, at);
      if (!found) continue;
      // One hit for each copy, not for each of its pieces.
      if (last?.name === found.name && at <= last.at + 4) { last.at = at; continue; }
      last = { name: found.name, at };
      const around = memory.toString('latin1', Math.max(0, at - 40), at + 60).replace(/[^\x20-\x7e]+/g, '·');
      hits.push(`${found.name} as ${found.form} at ${at} of instance ${index}: ${around}`);
    }
  }
  return hits;
}

/** All that is looked for, by its first four bytes: memories are large, and pieces are millions. */
function piecesOf(secrets) {
  const texts = [];
  for (const [name, text] of Object.entries(secrets)) {
    const utf8 = encoder.encode(text);
    if (utf8.length < PIECE) throw new Error(`${name} is too short to be looked for`);
    texts.push({ name, form: 'UTF-8', bytes: utf8, length: PIECE, step: 1 });
    texts.push({ name, form: 'UTF-16', bytes: wide(text), length: 2 * PIECE, step: 2 });
    texts.push({ name, form: 'raw bytes', bytes: bytesOf(text), length: PIECE, step: 1 });
    for (let shift = 0; shift < 4; shift += 1) {
      texts.push({ name, form: 'words of a hash', bytes: swapped(utf8.subarray(shift)), length: PIECE, step: 4 });
    }
  }
  const places = ({ bytes, length, step }) => Math.max(0, Math.floor((bytes.length - length) / step) + 1);
  const count = texts.reduce((sum, text) => sum + places(text), 0);
  const bits = Math.ceil(Math.log2(4 * count));
  const slot = (word) => Math.imul(word, 0x9e3779b1) >>> (32 - bits);
  // One bit for the first eight bytes of each piece: most places in a memory are passed by a look at it, and it is
  // small enough for the processor's cache.
  const begun = new Uint8Array(2 ** (bits - 1));
  const bit = (word, next) => Math.imul(Math.imul(word, 0x9e3779b1) ^ next, 0x85ebca6b) >>> (30 - bits);
  // Chains of pieces: the first of each slot, and what follows each piece.
  const first = new Int32Array(2 ** bits).fill(-1);
  const next = new Int32Array(count);
  const owner = new Int32Array(count);
  const place = new Int32Array(count);
  let piece = 0;
  for (const [index, { bytes, length, step }] of texts.entries()) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at + length <= bytes.length; at += step) {
      const here = slot(view.getUint32(at, true));
      const sign = bit(view.getUint32(at, true), view.getUint32(at + 4, true));
      begun[sign >>> 3] |= 1 << (sign & 7);
      [next[piece], owner[piece], place[piece]] = [first[here], index, at];
      first[here] = piece;
      piece += 1;
    }
  }
  return {
    mayBegin(word, next) {
      const sign = bit(word, next);
      return (begun[sign >>> 3] & (1 << (sign & 7))) !== 0;
    },
    find(word, memory, at) {
      for (let one = first[slot(word)]; one >= 0; one = next[one]) {
        const { bytes, length, name, form } = texts[owner[one]];
        const same = at + length <= memory.length && memory.compare(bytes, place[one], place[one] + length, at, at + length) === 0;
        if (same) return { name, form };
      }
      return undefined;
    },
  };
}
