// Faults of the wire. Each gets the answer that the baseline would have sent, so that a client without
// the right limit would find a perfectly good answer at the end of it.
import { createGzip, gzipSync } from 'node:zlib';

const TICK = 30;
const LONGEST = 20_000; // no fault outlives this, whatever the client does

/** Calls `step` every `TICK` ms until it returns false, the client leaves, or `LONGEST` has passed. */
function every(res, step) {
  const until = Date.now() + LONGEST;
  const timer = setInterval(() => {
    if (res.destroyed || res.socket?.destroyed || Date.now() > until || step() === false) stop();
  }, TICK);
  const stop = () => clearInterval(timer);
  res.once('close', stop);
}

/** Writes `total` bytes made by `chunk()`, with back-pressure, and stops when the client leaves. */
async function pour(stream, total, prefix) {
  const spaces = Buffer.alloc(64 * 1024, 0x20);
  let left = total - prefix.length;
  let ready = stream.write(prefix);
  while (left > 0 && !stream.destroyed) {
    if (!ready) {
      await new Promise((resolve) => {
        const go = () => {
          stream.off('drain', go).off('close', go);
          resolve();
        };
        stream.on('drain', go).on('close', go);
      });
      if (stream.destroyed) return;
    }
    const part = left < spaces.length ? spaces.subarray(0, left) : spaces;
    ready = stream.write(part);
    left -= part.length;
  }
  if (!stream.destroyed) stream.end();
}

function head(answer) {
  const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${answer.status} OK\r\n${lines}`;
}

/** name -> (res, answer, options); `answer` is { status, headers, bytes }. */
export const faults = {
  'hang-before'() {},
  'hang-after'(res, { status, headers }) {
    res.writeHead(status, headers);
    res.flushHeaders();
  },
  'hang-mid'(res, { status, headers, bytes }) {
    res.writeHead(status, { ...headers, 'content-length': bytes.length });
    res.write(bytes.subarray(0, bytes.length >> 1));
  },
  // white space before a JSON value is legal, so this body is never wrong, only never done
  'drip'(res, { status, headers }) {
    res.writeHead(status, headers);
    every(res, () => { res.write(' '); });
  },
  'drip-headers'(res, answer) {
    const { socket } = res;
    const text = head(answer) + 'x-padding: '.padEnd(4096, 'x');
    let at = 0;
    every(res, () => { socket.write(text.slice(at, ++at)); });
  },
  // a slow line, but a good answer: all of it within 20 ticks
  'slow'(res, { status, headers, bytes }) {
    res.writeHead(status, headers);
    const size = Math.ceil(bytes.length / 8);
    let at = 0;
    every(res, () => {
      if (at >= bytes.length) {
        res.end();
        return false;
      }
      res.write(bytes.subarray(at, at += size));
      return true;
    });
  },
  'reset'(res) {
    res.socket.resetAndDestroy();
  },
  'close'(res) {
    res.socket.destroy();
  },
  'reset-mid'(res, { status, headers, bytes }) {
    res.writeHead(status, { ...headers, 'content-length': bytes.length });
    res.write(bytes.subarray(0, bytes.length >> 1), () => {
      setTimeout(() => res.socket?.resetAndDestroy(), TICK);
    });
  },
  'short'(res, { status, headers, bytes }) {
    res.writeHead(status, { ...headers, 'content-length': bytes.length + 64 });
    res.write(bytes, () => { setTimeout(() => res.socket?.end(), TICK); });
  },
  // after "connection: close" Node's fetch takes the end of the connection for the end of the body
  'short-chunked'(res, { status, headers, bytes }) {
    res.writeHead(status, { ...headers, connection: 'keep-alive' });
    res.write(bytes, () => { setTimeout(() => res.socket?.end(), TICK); });
  },
  'bad-gzip'(res, { status, headers }) {
    res.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    res.end(Buffer.from('this is not what the header says it is'));
  },
  'cut-gzip'(res, { status, headers, bytes }) {
    const packed = gzipSync(bytes);
    res.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    res.end(packed.subarray(0, packed.length >> 1));
  },
  'gzip'(res, { status, headers, bytes }) {
    res.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    res.end(gzipSync(bytes));
  },
  'gzip-bomb'(res, { status, headers, bytes }, { size }) {
    res.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    const gzip = createGzip({ level: 1 });
    res.once('close', () => gzip.destroy());
    gzip.on('error', () => {});
    gzip.pipe(res);
    pour(gzip, size, bytes);
  },
  // the good answer, padded with white space to `size` bytes
  'big'(res, { status, headers, bytes }, { size, declared }) {
    res.writeHead(status, declared ? { ...headers, 'content-length': size } : headers);
    pour(res, size, bytes);
  },
  'garbage'(res) {
    res.socket.end('SSH-2.0-this-is-no-web-server\r\n\r\n');
  },
  'huge-header'(res, answer) {
    const { socket } = res;
    socket.write(`${head(answer)}x-padding: `);
    pour(socket, 2 * 1024 * 1024, Buffer.from('x'));
  },
};
