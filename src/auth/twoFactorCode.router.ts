import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { consumeRateLimit, resetRateLimit } from '../db/rateLimit.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { requireLogin } from '../http/session.ts';
import { signInOptions } from '../users/passkeyCeremony.ts';
import { listPasskeys } from '../users/passkeys.service.ts';
import { type RetryAfterText, retryAfterText } from '../users/retryAfter.ts';
import { logSignIn } from '../users/signInLog.ts';
import { consumeCode } from '../users/twoFactor.service.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { required, singleLine } from '../validation/formFields.ts';
import { finishSignIn } from './finishSignIn.ts';
import { clearPendingSignIn, findPendingSignIn, type PendingSignIn } from './pendingSignIn.ts';

export const CodeSchema = z.object({ code: required(singleLine(40)) });
type CodeForm = Form<typeof CodeSchema>;

interface CodeLocals {
  form: CodeForm;
  retryAfter: RetryAfterText | undefined;
  /** Absent when the user has no passkey to use instead of the code. */
  passkeyOptions: object | undefined;
}

const codeView = page<CodeLocals>('accounts/twoFactorCode');
// Counted before the code is checked. Three of a million codes are valid: 50 attempts a day are not enough to guess
// one.
const perQuarterHour = { name: 'codes', points: 5, seconds: 900 };
const perDay = { name: 'codes-day', points: 50, seconds: 86_400 };

/** `/accounts/login/code/`: the second step of signing in. */
export const twoFactorCodeRouter = Router();

twoFactorCodeRouter.get('/', async (req, res, next) => {
  const pending = await findPendingSignIn(req);
  if (!pending) return requireLogin(req, res, next);
  await showCodeForm(res, pending, formFor(CodeSchema));
});

twoFactorCodeRouter.post('/', async (req, res, next) => {
  const pending = await findPendingSignIn(req);
  if (!pending) return requireLogin(req, res, next);
  const parsed = parseForm(CodeSchema, req.body);
  if (!parsed.ok) return showCodeForm(res.status(422), pending, parsed.form);

  const seconds = await countAttempt(req, pending);
  if (seconds > 0) {
    res.status(429).set('Retry-After', String(seconds));
    return showCodeForm(res, pending, parsed.form, retryAfterText(seconds));
  }
  if (!(await isCodeCorrect(req, pending, parsed.data.code))) {
    const form = withError(parsed.form, 'code', { key: 'accountLife.twoFactorCode.wrong' });
    return showCodeForm(res.status(422), pending, form);
  }
  await resetRateLimit(getDatabase(req).pool, perQuarterHour, String(pending.user.id));
  clearPendingSignIn(req, res);
  await finishSignIn(req, res, pending.user, pending.next);
});

/** Seconds until the next attempt is allowed, 0 when this one is. */
async function countAttempt(req: Request, { user }: PendingSignIn): Promise<number> {
  const { pool } = getDatabase(req);
  const seconds = Math.max(
    await consumeRateLimit(pool, perQuarterHour, String(user.id)),
    await consumeRateLimit(pool, perDay, String(user.id)),
  );
  if (seconds > 0) logSignIn(req, user.username, 'code', 'rate_limited');
  return seconds;
}

async function isCodeCorrect(req: Request, { user }: PendingSignIn, code: string): Promise<boolean> {
  const { secretKeys } = getConfig(req);
  const isCorrect = await consumeCode(getDatabase(req), user.id, code, { secretKeys, now: currentTime(req) });
  logSignIn(req, user.username, 'code', isCorrect ? 'correct' : 'wrong');
  return isCorrect;
}

async function showCodeForm(
  res: Response,
  { user }: PendingSignIn,
  form: CodeForm,
  retryAfter?: RetryAfterText,
): Promise<void> {
  const hasPasskey = (await listPasskeys(getDatabase(res.req), user.id)).length > 0;
  codeView(res, {
    title: res.locals.t('accountLife.twoFactorCode.title'),
    section: 'none',
    form: { ...form, values: { code: '' } },
    retryAfter,
    passkeyOptions: hasPasskey ? await signInOptions(res.req, user.id) : undefined,
  });
}
