import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import compression from 'compression';
import type { Request, Response } from 'express';
import { attachFile } from '../http/attachFile.ts';
import { limitDownloads } from '../http/rateLimits.ts';
import { signedInUser } from '../http/request.ts';
import { contentTypes, type FileFormat } from './exportFile.ts';
import type { ExportFormat } from './exports.schema.ts';
import { fileName } from './fileName.ts';

/** Text shrinks to a fifth of its size; XLSX is already compressed. */
export const compressText = compression({
  filter: (_req, res) => /^text\//.test(String(res.getHeader('Content-Type'))),
});

/**
 * Streams a file; a client that goes away ends the reading of it.
 * @throws HttpError 429 for too many downloads within an hour
 */
export async function sendExport(
  req: Request,
  res: Response,
  { format, name, open }: { format: ExportFormat; name: string[]; open: (file: FileFormat) => Promise<Readable> },
): Promise<void> {
  const isHead = req.method === 'HEAD';
  if (!isHead) await limitDownloads(req);
  attachFile(res, fileName(name, format)).set('Content-Type', contentTypes[format]);
  if (isHead) return void res.end();
  const { locale, time_zone } = signedInUser(req);
  await pipeline(await open({ format, locale, time_zone }), res);
}
