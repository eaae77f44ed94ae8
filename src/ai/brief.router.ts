import { type Request, type Response, Router } from 'express';
import { excerpt } from '../core/excerpt.ts';
import { page } from '../http/page.ts';
import { momentOf, ownedDb } from '../http/request.ts';
import { type Held, startTurn } from './authorizeRequest.ts';
import { type Briefed, tasksToBrief, writeBrief } from './brief.service.ts';
import { AiError, type AiProblem } from './provider.ts';
import { providerFault } from './providerFault.ts';

export const briefRouter = Router();

interface Locals {
  briefed: Briefed[];
  /** By the task's id, when a model wrote them. */
  lines: Map<number, string[]> | undefined;
  model: string | undefined;
  problem: AiProblem | Held | undefined;
  excerpt: typeof excerpt;
}

const view = page<Locals>('ai/brief');

briefRouter.get('/brief', async (req, res) => show(res, await briefedOf(req), {}));

briefRouter.post('/brief', async (req, res) => {
  const briefed = await briefedOf(req);
  if (briefed.length === 0) return show(res, briefed, {});
  const turn = await startTurn(req, res);
  if (typeof turn === 'string') return show(res.status(422), briefed, { problem: turn });

  const wish = { moment: momentOf(req), locale: res.locals['locale'] };
  const written = await writeBrief(ownedDb(req), turn, briefed, wish).catch(providerFault);
  if (written instanceof AiError) return show(res.status(422), briefed, { problem: written.problem });
  show(res, briefed, written);
});

function briefedOf(req: Request): Promise<Briefed[]> {
  return tasksToBrief(ownedDb(req), momentOf(req).today);
}

function show(res: Response, briefed: Briefed[], parts: Partial<Locals>): void {
  const title = res.locals['t']('ai.brief.title');
  const rest = { lines: undefined, model: undefined, problem: undefined, ...parts };
  view(res, { title, section: 'tasks', briefed, excerpt, ...rest });
}
