import { gzipSync } from 'node:zlib';
import type { Response } from 'express';

/**
 * Takes 0.2 ms for a list of 20 where 6, as usual, takes 0.6 and brotli 0.6; the page is larger by a tenth. A stream, or a
 * thread of its own, costs a millisecond.
 */
const gzipLevel = 3;
const minCompressedBytes = 1_000;

/**
 * Answers with a whole page. Express's `send` would copy it to a buffer and ask whether it is fresh, which it never is:
 * each page has its own token.
 */
export function sendHtml(res: Response, html: string): void {
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.vary('Accept-Encoding');
  // Made bytes here, once: as a text it would be measured here, measured by Node.js, and made bytes while it is sent.
  const bytes = Buffer.from(html);
  const body = bytes.length >= minCompressedBytes && res.req.acceptsEncodings('gzip') ? compress(res, bytes) : bytes;
  res.setHeader('Content-Length', body.length);
  res.end(body);
}

function compress(res: Response, bytes: Buffer): Buffer {
  res.setHeader('Content-Encoding', 'gzip');
  return gzipSync(bytes, { level: gzipLevel });
}
