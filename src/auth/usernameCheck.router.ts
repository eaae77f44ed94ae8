import { Router } from 'express';
import { z } from 'zod';
import { networkPrefix } from '../core/networkPrefix.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { HttpError } from '../http/errors.ts';
import { fragment } from '../http/page.ts';
import { consumeUsernameCheck } from '../http/rateLimits.ts';
import { currentTime, getDatabase } from '../http/request.ts';
import { findSignUpRefusal } from '../users/signUps.service.ts';
import { newUsername } from '../users/username.ts';
import { isUsernameTaken } from '../users/usernames.service.ts';
import { type FieldError, parseForm } from '../validation/form.ts';
import { singleLine } from '../validation/formFields.ts';

const UsernameSchema = z.object({ username: newUsername, invite: singleLine(100) });

const errorView = fragment<{ problem: FieldError | undefined }>('accounts/usernameError');

/** `/accounts/register/username/`: the error of a username that is being typed, for those who may sign up. */
export const usernameCheckRouter = Router();

usernameCheckRouter.post('/', async (req, res) => {
  const parsed = parseForm(UsernameSchema, req.body);
  if (!parsed.ok) return errorView(res, { problem: parsed.form.errors.username });
  const { username, invite } = parsed.data;
  if (await findSignUpRefusal(getDatabase(req), invite, currentTime(req))) throw new HttpError(403);
  await consumeUsernameCheck(req, networkPrefix(clientAddress(req)));
  const taken = await isUsernameTaken(getDatabase(req), username);
  errorView(res, { problem: taken ? { key: 'accounts.username.taken' } : undefined });
});
