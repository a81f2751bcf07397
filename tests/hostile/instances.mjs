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
const wide = (text) => Uint8Array.from([...text].flatMap((_, at) => [text.charCodeAt(at) & 0xff, text.charCodeAt(at) >> 8]));

/** As the words that a hash reads. */
const swapped = (bytes) => bytes.map((_, at) => bytes[(at & ~3) + 3 - (at & 3)] ?? 0);

/** The bytes that a secret of base64url stands for. */
const bytesOf = (text) => (/^[\w-]{22,}$/.test(text) ? Uint8Array.from(Buffer.from(text, 'base64url')) : new Uint8Array(0));

/**
 * Which of `secrets` (`{ name: text }`) stand in the memories: whole, or 16 characters of them, in UTF-8, in
 * UTF-16 or as the words of a hash, or 16 of the bytes that they spell. Returns `name, form, place: what stands around it`.
 */
export function scan(secrets, among = memories) {
  // Pieces by their first four bytes: memories are large and pieces are many.
  const starts = new Map();
  const learn = (name, form, bytes, length, step = 1) => {
    for (let at = 0; at + length <= bytes.length; at += step) {
      const piece = Buffer.from(bytes.subarray(at, at + length));
      const start = piece.readUInt32LE(0);
      if (!starts.has(start)) starts.set(start, []);
      starts.get(start).push({ name, form, piece });
    }
  };
  for (const [name, text] of Object.entries(secrets)) {
    const utf8 = encoder.encode(text);
    if (utf8.length < PIECE) throw new Error(`${name} is too short to be looked for`);
    learn(name, 'UTF-8', utf8, PIECE);
    learn(name, 'UTF-16', wide(text), 2 * PIECE);
    for (let shift = 0; shift < 4; shift += 1) learn(name, 'words of a hash', swapped(utf8.subarray(shift)), PIECE, 4);
    learn(name, 'raw', bytesOf(text), PIECE);
  }
  const hits = [];
  for (const [index, { buffer }] of among.entries()) {
    const memory = Buffer.from(buffer);
    const words = new DataView(buffer);
    let last;
    for (let at = 0; at + PIECE <= memory.length; at += 1) {
      const found = starts.get(words.getUint32(at, true))
        ?.find(({ piece }) => at + piece.length <= memory.length && memory.compare(piece, 0, piece.length, at, at + piece.length) === 0);
      if (!found) continue;
      // One hit for each copy, not for each of its pieces.
      if (last && last.name === found.name && at <= last.at + 1) { last.at = at; continue; }
      last = { name: found.name, at };
      const around = memory.toString('latin1', Math.max(0, at - 40), at + 60).replace(/[^\x20-\x7e]+/g, '·');
      hits.push(`${found.name} as ${found.form} at ${at} of instance ${index}: ${around}`);
    }
  }
  return hits;
}
