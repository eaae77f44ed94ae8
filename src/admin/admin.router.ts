import { Router } from 'express';
import { listUsageByUser, type UserMonthlyUsage } from '../ai/usage.service.ts';
import type { Config } from '../config.ts';
import { accountJobs, scheduledJobs } from '../db/jobQueue.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { getMailboxState, type MailboxState } from '../mailDrop/dropMailbox.service.ts';
import { type SignUpMode, signUpMode } from '../users/signUps.service.ts';
import { auditRouter } from './audit.router.ts';
import { disableTwoFactorRouter } from './disableTwoFactor.router.ts';
import { formatBytes } from './formatBytes.ts';
import { jobsRouter } from './jobs.router.ts';
import { mailTestRouter } from './mailTest.router.ts';
import { recordAccessRouter, shareRecordAccess } from './recordAccess.router.ts';
import { signUpsRouter } from './signUps.router.ts';
import { staffOnly } from './staff.ts';
import { staffTwoFactor } from './staffTwoFactor.ts';
import { getSystemStatus, type SystemStatus, type SystemWarning, systemWarnings } from './system.service.ts';
import { usersRouter } from './users.router.ts';

interface SystemLocals {
  system: SystemStatus;
  warnings: SystemWarning[];
  mode: SignUpMode;
  jobsIn: Config['jobsIn'];
  /** The jobs that have a translated name. */
  jobNames: readonly string[];
  /** The sender of mails; undefined when mail is not set up. */
  mailFrom: string | undefined;
  /** Undefined when no mailbox is read. */
  mailbox: MailboxState | undefined;
  aiProviders: string[];
  /** The latest month first. */
  aiUsage: UserMonthlyUsage[];
  formatBytes: typeof formatBytes;
}

const systemView = page<SystemLocals>('admin/system');

const maxUsageRows = 24;

/** `/admin`: for staff; 404 for everybody else. */
export const adminRouter = Router();

adminRouter.use(staffOnly, staffTwoFactor, shareRecordAccess);

adminRouter.get('/', async (req, res) => {
  const database = getDatabase(req);
  const system = await getSystemStatus(database, getConfig(req));
  const mode = await signUpMode(database.prisma);
  const title = res.locals.t('admin.system.title');
  const warnings = systemWarnings(system, currentTime(req));
  const aiUsage = (await listUsageByUser(database)).slice(0, maxUsageRows);
  systemView(res, {
    title,
    section: 'admin',
    system,
    warnings,
    mode,
    jobsIn: getConfig(req).jobsIn,
    jobNames: [...accountJobs, ...scheduledJobs],
    mailFrom: getConfig(req).mail?.from,
    mailbox: getConfig(req).drop && (await getMailboxState(database.pool)),
    aiProviders: aiProviderNames(getConfig(req)),
    aiUsage,
    formatBytes,
  });
});

adminRouter.use('/users', usersRouter, recordAccessRouter, disableTwoFactorRouter);
adminRouter.use('/mail-test', mailTestRouter);
adminRouter.use('/jobs', jobsRouter);
adminRouter.use('/sign-ups', signUpsRouter);
adminRouter.use('/log', auditRouter);

function aiProviderNames({ ai }: Config): string[] {
  return [...(ai.anthropic ? ['Anthropic'] : []), ...(ai.openai ? ['OpenAI'] : [])];
}
