import type { RequestHandler } from 'express';
import { urls } from '../urls.ts';
import { currentTime, getConfig } from './request.ts';

const validMs = 180 * 86_400_000;

/** Says where to report a vulnerability: https://www.rfc-editor.org/rfc/rfc9116 */
export const securityTxt: RequestHandler = (req, res) => {
  const { publicUrl, securityContact } = getConfig(req);
  const expires = new Date(currentTime(req).getTime() + validMs);
  const lines = [
    `Contact: ${securityContact ?? `${publicUrl}/`}`,
    `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
    'Preferred-Languages: en, pl',
    `Canonical: ${publicUrl}${urls.securityTxt()}`,
  ];
  res.type('text/plain').send(`${lines.join('\n')}\n`);
};
