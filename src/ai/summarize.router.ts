import { type Request, type Response, Router } from 'express';
import { readContactFacts, type ShownContact } from '../contactFacts/contactFacts.service.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type AiCard, buildAiCard } from './aiCard.ts';
import type { AiContext } from './ask.service.ts';
import { authorizeRequest } from './authorizeRequest.ts';
import { acceptsJsonLines, startJsonLines } from './jsonLines.ts';
import { returnAiError } from './returnAiError.ts';
import { type SummaryListener, summarizeContact } from './summary.service.ts';

export const summarizeRouter = Router();

const cardUrl = (contactId: number) => `${urls.contact(contactId)}#ai`;

summarizeRouter.post('/summarize/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const ai = await authorizeRequest(req, res);
  if (typeof ai === 'string') {
    flash(req, 'info', `ai.notSent.${ai}`);
    return res.redirect(303, cardUrl(contact.id));
  }
  if (acceptsJsonLines(res)) return streamSummary(req, res, contact, ai);

  const error = await summarizeContact(ownedDb(req), ai, contact, summaryOptions(req, res)).catch(returnAiError);
  if (error) flash(req, 'danger', `ai.problem.${error.problem}`);
  else flash(req, 'success', 'ai.flash.summarized');
  res.redirect(303, cardUrl(contact.id));
});

async function streamSummary(req: Request, res: Response, contact: ContactRow, ai: AiContext): Promise<void> {
  const lines = startJsonLines(res);
  const listener: SummaryListener = {
    onClaim: (section, claim, sources) => {
      lines.view(section, 'ai/claim', { claim, sources, contact });
    },
    onRestart: () => lines.line('restart'),
  };
  const error = await summarizeContact(ownedDb(req), ai, contact, summaryOptions(req, res), listener).catch(
    returnAiError,
  );
  if (error) lines.view('problem', 'ai/problem', { problem: error.problem });
  else lines.view('done', 'ai/card', await cardLocals(req, contact.id));
  lines.end();
}

async function cardLocals(req: Request, id: number): Promise<{ contact: ShownContact; aiCard: AiCard }> {
  const facts = await readContactFacts(ownedDb(req), id, 1);
  return { contact: facts.contact, aiCard: await buildAiCard(ownedDb(req), facts) };
}

function summaryOptions(req: Request, res: Response) {
  return { moment: currentMoment(req), locale: res.locals.locale };
}
