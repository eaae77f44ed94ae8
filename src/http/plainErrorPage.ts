import type { Response } from 'express';
import { translator } from '../i18n/translate.ts';

/** The last resort when the error page itself fails. */
export function plainErrorPage(res: Response, status: number): void {
  const t = translator(res.locals.locale ?? 'en');
  const kind = status >= 500 ? 500 : 400;
  const title = t(`errors.${kind}.title`);
  const { errorId } = res.locals;
  const reference = errorId ? `<p>${t('errors.reference', { reference: errorId })}</p>` : '';
  res.statusCode = status;
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.end(`<!doctype html><title>${title}</title><h1>${title}</h1><p>${t(`errors.${kind}.text`)}</p>${reference}\n`);
}
