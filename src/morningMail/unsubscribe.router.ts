import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import multer from 'multer';
import { page } from '../http/page.ts';
import { getConfig, getDatabase } from '../http/request.ts';
import { noStore } from '../http/security.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { getMorningMailHour, stopMorningMail } from './settings.service.ts';
import { verifyUnsubscribeToken } from './unsubscribeToken.ts';

/** `/accounts/morning-mail/stop/<token>/`: the link of every mail, which works without signing in. */
export const unsubscribeRouter = Router();

type State = 'on' | 'off' | 'invalid';

const view = page<{ state: State; token: string }>('morningMail/stop');

unsubscribeRouter.use(noStore);

// Opening the page stops nothing: mail programs open links before people do.
unsubscribeRouter.get('/:token', async (req, res) => {
  const userId = userOf(req, req.params.token);
  if (userId === undefined) return showState(res.status(404), 'invalid');
  const hour = await getMorningMailHour(getDatabase(req), userId);
  showState(res, hour === null ? 'off' : 'on', req.params.token);
});

unsubscribeRouter.post('/:token', async (req, res) => {
  const userId = userOf(req, req.params.token);
  if (userId === undefined) return showState(res.status(404), 'invalid');
  await stopMorningMail(getDatabase(req), userId);
  res.redirect(303, urls.morningMailStop(req.params.token));
});

const parts = multer({ limits: { fields: 5, fieldSize: 1_000, files: 0 } }).none();

/**
 * The one-click unsubscribe that a mail program posts (RFC 8058), in either encoding. It works without cookies and is
 * answered without a redirect.
 */
export const oneClickUnsubscribe: RequestHandler[] = [readParts, stopByMailProgram];

/** A body that cannot be read is no click; the form of the page is checked afterwards. */
function readParts(req: Request, res: Response, next: NextFunction): void {
  parts(req, res, () => {
    req.body ??= {};
    next();
  });
}

async function stopByMailProgram(req: Request, res: Response, next: NextFunction): Promise<void> {
  if (req.method !== 'POST' || req.body?.['List-Unsubscribe'] !== 'One-Click') return next();
  const userId = userOf(req, req.path.split('/').filter(Boolean)[0] ?? '');
  if (userId === undefined) return void res.sendStatus(404);
  await stopMorningMail(getDatabase(req), userId);
  res.sendStatus(200);
}

function userOf(req: Request, token: string): number | undefined {
  return verifyUnsubscribeToken(getConfig(req).secretKeys, token);
}

function showState(res: Response, state: State, token = ''): void {
  view(res, { title: res.locals.t(titles[state]), section: 'none', state, token });
}

const titles: Record<State, TextKey> = {
  on: 'morningMail.stopPage.title',
  off: 'morningMail.stopPage.done',
  invalid: 'morningMail.stopPage.invalid',
};
