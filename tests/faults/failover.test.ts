// Only with PostgreSQL's own programs: apt-get install postgresql.
import { expect, test } from 'vitest';
import { exhaustive } from '../support/exhaustive.ts';
import { findPostgresTools } from '../support/postgresTools.ts';
import { failover } from './failover.ts';

const tools = findPostgresTools();
const skipped = tools
  ? ''
  : ' (left out: there is no initdb, pg_ctl and pg_basebackup; on Debian: apt-get install postgresql)';

test.runIf(exhaustive && tools)(
  `a database that freezes, and one that is lost and its standby promoted: nothing acknowledged is lost${skipped}`,
  { timeout: 300_000 },
  async () => {
    const { frozen, promoted, ...kept } = await failover(tools ?? '', 20, 60);
    console.log(JSON.stringify({ frozen, promoted, ...kept }));
    expect(kept).toMatchObject({ lost: 0, wrong: 0, broken: 0 });
    const told = { statuses: [503, 503], isTextGivenBack: true };
    expect([frozen, promoted]).toMatchObject([told, told]);
    expect(kept.saved).toBeGreaterThan(20);
  },
);
