import { Router } from 'express';
import { messageLinks } from '../contactPage/messageLinks.ts';
import { mailHref } from '../contacts/contactLinks.ts';
import { excerpt } from '../core/excerpt.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb, signedInUser } from '../http/request.ts';
import { todaySentence } from './sentence.ts';
import { readToday, type Today } from './today.service.ts';

export const dashboardRouter = Router();

interface Locals extends Today {
  sentence: string;
  messageHref: (person: { phone: string; email: string }) => string | undefined;
  excerpt: typeof excerpt;
}

const view = page<Locals>('dashboard/today');

dashboardRouter.get('/', async (req, res) => {
  const t = res.locals.t;
  const today = await readToday(ownedDb(req), currentMoment(req));
  const sentence = todaySentence(today.counts, t, res.locals.format);
  const messageHref = messageHrefFor(signedInUser(req));
  view(res, { title: t('dashboard.title'), section: 'today', ...today, sentence, messageHref, excerpt });
});

/** Returns the link for a short message to a person: to a mobile number, else to the email. */
function messageHrefFor(user: Express.User): Locals['messageHref'] {
  return ({ phone, email }) => {
    const { sms, whatsapp } = messageLinks(phone, user);
    return sms ?? whatsapp ?? (email ? mailHref(email) : undefined);
  };
}
