import { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { type RejectedForm, rejectedForm } from '../http/forms/rejectedForm.ts';
import { page } from '../http/page.ts';
import { currentMoment, getDatabase, idParam, ownedDb, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { AiLimitError } from './aiLimits.ts';
import { setAiEnabled } from './aiSettings.service.ts';
import { briefRouter } from './brief.router.ts';
import { contactText, readContactEntries } from './contactData.ts';
import { emailRouter } from './email.router.ts';
import { personRouter } from './person.router.ts';
import { summarizeRouter } from './summarize.router.ts';
import { tidyRouter } from './tidy.router.ts';

export const aiRouter = Router();

const limitView = page<{ perDay: number; hours: number } & RejectedForm>('ai/limit');
const promptView = page<{ contact: ContactRow; prompt: string }>('ai/prompt');
const SwitchSchema = z.object({ ai_enabled: z.enum(['on', 'off']).catch('off') });

aiRouter.use(summarizeRouter, emailRouter, tidyRouter, personRouter, briefRouter);

aiRouter.get('/prompt/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const text = contactText(await readContactEntries(ownedDb(req), contact), currentMoment(req));
  const prompt = `${res.locals.t('ai.prompt.text')}\n\n${text}`;
  promptView(res, { title: res.locals.t('ai.prompt.title'), section: 'contacts', contact, prompt });
});

aiRouter.post('/switch', async (req, res) => {
  const enabled = SwitchSchema.parse(req.body ?? {}).ai_enabled === 'on';
  await setAiEnabled(getDatabase(req), signedInUser(req).id, enabled);
  flash(req, 'success', enabled ? 'ai.flash.switchedOn' : 'ai.flash.switchedOff');
  res.redirect(303, urls.profile());
});

const limitReached: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (!(error instanceof AiLimitError)) return next(error);
  res.status(429).set('Retry-After', String(error.retryAfterSeconds));
  const title = res.locals.t('ai.limit.title');
  const hours = Math.ceil(error.retryAfterSeconds / 3600);
  limitView(res, { title, section: 'none', perDay: error.perDay, hours, ...rejectedForm(req) });
};

aiRouter.use(limitReached);
