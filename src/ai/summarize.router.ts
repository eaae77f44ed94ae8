import { type Request, type Response, Router } from 'express';
import { readContactFacts, type ShownContact } from '../contactFacts/contactFacts.service.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import type { Ai } from './ask.service.ts';
import { startTurn } from './authorizeRequest.ts';
import { type AiCard, aiCardOf } from './contactCard.ts';
import { providerFault } from './providerFault.ts';
import { startLines, wantsLines } from './stream.ts';
import { type Listener, summarizeContact } from './summary.service.ts';

export const summarizeRouter = Router();

const cardOf = (contactId: number) => `${urls.contact(contactId)}#ai`;

summarizeRouter.post('/summarize/:id', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const turn = await startTurn(req, res);
  if (typeof turn === 'string') {
    flash(req, 'info', `ai.held.${turn}`);
    return res.redirect(303, cardOf(contact.id));
  }
  if (wantsLines(res)) return streamed(req, res, contact, turn);

  const problem = await summarizeContact(ownedDb(req), turn, contact, wish(req, res)).catch(providerFault);
  if (problem) flash(req, 'danger', `ai.problem.${problem.problem}`);
  else flash(req, 'success', 'ai.flash.summarized');
  res.redirect(303, cardOf(contact.id));
});

async function streamed(req: Request, res: Response, contact: ContactRow, turn: Ai): Promise<void> {
  const lines = startLines(res);
  const listener: Listener = {
    sentence: (section, claim, sources) => {
      lines.view(section, 'ai/claim', { claim, sources, contact });
    },
    restart: () => lines.line('restart'),
  };
  const problem = await summarizeContact(ownedDb(req), turn, contact, wish(req, res), listener).catch(providerFault);
  if (problem) lines.view('problem', 'ai/problem', { problem: problem.problem });
  else lines.view('done', 'ai/card', await cardLocals(req, contact.id));
  lines.end();
}

async function cardLocals(req: Request, id: number): Promise<{ contact: ShownContact; aiCard: AiCard }> {
  const known = await readContactFacts(ownedDb(req), id, 1);
  return { contact: known.contact, aiCard: await aiCardOf(ownedDb(req), known, currentMoment(req)) };
}

function wish(req: Request, res: Response) {
  return { moment: currentMoment(req), locale: res.locals['locale'] };
}
