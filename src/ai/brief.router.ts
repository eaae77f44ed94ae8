import { type Request, type Response, Router } from 'express';
import { excerpt } from '../core/excerpt.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { type AiDenial, authorizeRequest } from './authorizeRequest.ts';
import { listTasksToBrief, type TaskToBrief, writeBrief } from './brief.service.ts';
import { AiError, type AiProblem } from './provider.ts';
import { returnAiError } from './returnAiError.ts';

export const briefRouter = Router();

interface Locals {
  tasks: TaskToBrief[];
  lines: Map<number, string[]> | undefined;
  model: string | undefined;
  problem: AiProblem | AiDenial | undefined;
  excerpt: typeof excerpt;
}

const briefView = page<Locals>('ai/brief');

briefRouter.get('/brief', async (req, res) => showBriefing(res, await tasksForToday(req), {}));

briefRouter.post('/brief', async (req, res) => {
  const tasks = await tasksForToday(req);
  if (tasks.length === 0) return showBriefing(res, tasks, {});
  const ai = await authorizeRequest(req, res);
  if (typeof ai === 'string') return showBriefing(res.status(422), tasks, { problem: ai });

  const options = { moment: currentMoment(req), locale: res.locals.locale };
  const result = await writeBrief(ownedDb(req), ai, tasks, options).catch(returnAiError);
  if (result instanceof AiError) return showBriefing(res.status(422), tasks, { problem: result.problem });
  showBriefing(res, tasks, result);
});

function tasksForToday(req: Request): Promise<TaskToBrief[]> {
  return listTasksToBrief(ownedDb(req), currentMoment(req).today);
}

function showBriefing(res: Response, tasks: TaskToBrief[], locals: Partial<Locals>): void {
  const title = res.locals.t('ai.brief.title');
  const rest = { lines: undefined, model: undefined, problem: undefined, ...locals };
  briefView(res, { title, section: 'today', tasks, excerpt, ...rest });
}
