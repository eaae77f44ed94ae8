import { type Response, Router } from 'express';
import { z } from 'zod';
import { giveBackTurns, takeTurn } from '../db/rateLimit.ts';
import { line, required } from '../http/forms/fields.ts';
import { type Form, formFor, parseForm, withError } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { configOf, databaseOf, nowOf } from '../http/request.ts';
import { requireLogin } from '../http/session.ts';
import { type Wait, waitOf } from '../users/retryAfter.ts';
import { logSignIn } from '../users/signInLog.ts';
import { takeCode } from '../users/twoFactor.service.ts';
import { finishSignIn } from './finishSignIn.ts';
import { endSecondStep, pendingSignIn } from './pendingSignIn.ts';

export const CodeSchema = z.object({ code: required(line(40)) });
type CodeForm = Form<typeof CodeSchema>;

const view = page<{ form: CodeForm; wait: Wait | undefined }>('accounts/code');
/** Counted before the code is looked at. Six digits, three of a million right: 50 a day are not enough to guess. */
const inAQuarter = { name: 'codes', points: 5, seconds: 900 };
const inADay = { name: 'codes-day', points: 50, seconds: 86_400 };

/** `/accounts/login/code/`: the second step of signing in. */
export const codeRouter = Router();

codeRouter.get('/', async (req, res, next) => {
  if (!(await pendingSignIn(req))) return requireLogin(req, res, next);
  show(res, formFor(CodeSchema));
});

codeRouter.post('/', async (req, res, next) => {
  const pending = await pendingSignIn(req);
  if (!pending) return requireLogin(req, res, next);
  const parsed = parseForm(CodeSchema, req.body);
  if (!parsed.ok) return show(res.status(422), parsed.form);

  const [database, id] = [databaseOf(req), pending.user.id];
  const waits = [
    await takeTurn(database.pool, inAQuarter, String(id)),
    await takeTurn(database.pool, inADay, String(id)),
  ];
  const seconds = Math.max(...waits);
  if (seconds > 0) {
    logSignIn(req, pending.user.username, 'code', 'held_up');
    return show(res.status(429).set('Retry-After', String(seconds)), parsed.form, waitOf(seconds));
  }

  const right = await takeCode(database, id, parsed.data.code, {
    secretKeys: configOf(req).secretKeys,
    now: nowOf(req),
  });
  logSignIn(req, pending.user.username, 'code', right ? 'right' : 'wrong');
  if (!right) return show(res.status(422), withError(parsed.form, 'code', { key: 'accountLife.code.wrong' }));
  await giveBackTurns(database.pool, inAQuarter, String(id));
  endSecondStep(req, res);
  await finishSignIn(req, res, pending.user, pending.next);
});

function show(res: Response, form: CodeForm, wait?: Wait): void {
  const title = res.locals['t']('accountLife.code.title');
  view(res, { title, section: 'none', form: { ...form, values: { code: '' } }, wait });
}
