import type { Database } from '../db/client.ts';
import type { OwnedDb } from '../db/owned.ts';

export interface MonthlyUsage {
  /** `2026-11`, in UTC. */
  month: string;
  calls: number;
  tokensIn: number;
  tokensOut: number;
}

const maxMonths = 6;

/** The AI requests of this user in the last six months, the latest month first; without empty months. */
export async function listMonthlyUsage(db: OwnedDb, now: Date): Promise<MonthlyUsage[]> {
  const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - maxMonths + 1, 1));
  const select = { created_at: true, tokens_in: true, tokens_out: true } as const;
  const calls = await db.aiCall.findMany({ where: { created_at: { gte: since } }, select });
  const byMonth = new Map<string, MonthlyUsage>();
  for (const { created_at, tokens_in, tokens_out } of calls) {
    const month = created_at.toISOString().slice(0, 7);
    const sum = byMonth.get(month) ?? { month, calls: 0, tokensIn: 0, tokensOut: 0 };
    byMonth.set(month, {
      month,
      calls: sum.calls + 1,
      tokensIn: sum.tokensIn + tokens_in,
      tokensOut: sum.tokensOut + tokens_out,
    });
  }
  return [...byMonth.values()].sort((a, b) => b.month.localeCompare(a.month));
}

export interface UserMonthlyUsage extends MonthlyUsage {
  userId: number;
  username: string;
}

/** The AI requests of all users by month, the latest month first. */
export function listUsageByUser({ prisma }: Database): Promise<UserMonthlyUsage[]> {
  return prisma.$queryRaw<UserMonthlyUsage[]>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, user_id AS "userId", username::text,
           count(*)::int AS calls, sum(tokens_in)::float8 AS "tokensIn", sum(tokens_out)::float8 AS "tokensOut"
    FROM ai_calls JOIN users ON users.id = user_id
    GROUP BY 1, 2, 3 ORDER BY 1 DESC, calls DESC, 2`;
}
