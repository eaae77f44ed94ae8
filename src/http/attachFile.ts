import type { Response } from 'express';
import { fold } from '../db/sql/fold.ts';

/**
 * Sends the response as a download. Where the name is not ASCII, it also sends an ASCII name for clients that do not
 * read RFC 5987.
 */
export function attachFile(res: Response, name: string): Response {
  if (isAscii.test(name)) return res.attachment(name);
  const plain = fold(name).replace(/[^a-z0-9.-]+/g, '_');
  res.attachment(name);
  return res.set('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`);
}

const isAscii = /^[ -~]*$/;

function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
