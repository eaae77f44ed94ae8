import { Router } from 'express';
import { aiUsage, type UseOfUser } from '../ai/usage.service.ts';
import type { Config } from '../config.ts';
import { page } from '../http/page.ts';
import { configOf, databaseOf, nowOf } from '../http/request.ts';
import { type SignUpMode, signUpMode } from '../users/signUps.service.ts';
import { auditRouter } from './audit.router.ts';
import { twoFactorOffRouter } from './disableTwoFactor.router.ts';
import { sizeText } from './formatBytes.ts';
import { mailTestRouter } from './mailTest.router.ts';
import { noteReading, readingRouter } from './recordAccess.router.ts';
import { signUpsRouter } from './signUps.router.ts';
import { staffOnly } from './staff.ts';
import { readSystem, type SystemState, type Worry, worriesOf } from './system.service.ts';
import { usersRouter } from './users.router.ts';

interface SystemLocals {
  system: SystemState;
  worries: Worry[];
  mode: SignUpMode;
  /** Who mails come from; absent: no mail is sent. */
  mailFrom: string | undefined;
  /** Of AI; the names of companies. */
  providers: string[];
  /** The latest first. */
  aiUse: UseOfUser[];
  sizeText: typeof sizeText;
}

const systemView = page<SystemLocals>('admin/system');

/** Lines of who used how much AI. */
const mostUse = 24;

/** `/admin`: for staff; 404 for everybody else. */
export const adminRouter = Router();

adminRouter.use(staffOnly, noteReading);

adminRouter.get('/', async (req, res) => {
  const database = databaseOf(req);
  const system = await readSystem(database, configOf(req));
  const mode = await signUpMode(database.prisma);
  const title = res.locals['t']('admin.system.title');
  const worries = worriesOf(system, nowOf(req));
  const aiUse = (await aiUsage(database)).slice(0, mostUse);
  systemView(res, {
    title,
    section: 'admin',
    system,
    worries,
    mode,
    mailFrom: configOf(req).mail?.from,
    providers: providersOf(configOf(req)),
    aiUse,
    sizeText,
  });
});

adminRouter.use('/users', usersRouter, readingRouter, twoFactorOffRouter);
adminRouter.use('/mail-test', mailTestRouter);
adminRouter.use('/sign-ups', signUpsRouter);
adminRouter.use('/log', auditRouter);

function providersOf({ ai }: Config): string[] {
  return [...(ai.anthropic ? ['Anthropic'] : []), ...(ai.openai ? ['OpenAI'] : [])];
}
