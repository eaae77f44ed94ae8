import { resealTwoFactors } from '../accounts/twoFactor.service.ts';
import type { Config } from '../config.ts';
import { connect } from '../db/client.ts';
import { log } from '../http/log.ts';

/** What the operator has to know at the start, in one sentence each. */
export async function noticesAtStart({ secretKeys }: Pick<Config, 'secretKeys'>, url: string): Promise<string[]> {
  const database = connect(url, { size: 1 });
  try {
    const resealed = await resealTwoFactors(database, secretKeys);
    if (resealed > 0) log.info({ resealed }, 'two-factor secrets are sealed under the new SECRET_KEY');
    const { rowCount } = await database.pool.query('SELECT FROM users WHERE is_staff AND is_active LIMIT 1');
    return rowCount === 0 ? [noStaff] : [];
  } finally {
    await database.close();
  }
}

// Whoever comes first over the network is not made one: docs/decisions/009.
const noStaff =
  'There is no administrator yet. To make one, set ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD (in .env or in the ' +
  'environment) and run, while this runs on: npx prisma db seed';
