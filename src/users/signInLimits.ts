import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { networkPrefix } from '../core/networkPrefix.ts';
import { sha256 } from '../core/sha256.ts';
import { limiterTable, retryAfterSeconds } from '../db/rateLimit.ts';
import { normalizeUsername } from './username.ts';

interface Attempt {
  username: string;
  address: string;
}

interface Rule {
  key: keyof Keys;
  freeFailures: number;
  /** The longest block, in seconds; each further failure doubles the block. */
  maxBlock: number;
}

const initialBlockSeconds = 60;
const failureLifetimeSeconds = 86_400;
const knownLifetimeSeconds = 90 * 86_400;

const pairRule: Rule = { key: 'pair', freeFailures: 5, maxBlock: 3600 };
const addressRule: Rule = { key: 'address', freeFailures: 50, maxBlock: 3600 };
const accountRule: Rule = { key: 'account', freeFailures: 100, maxBlock: 900 };

/** In all processes (docs/decisions/034). An attempt counts before its check, so that parallel ones count. */
export interface SignInLimits {
  /** Returns the seconds to wait, 0 when the attempt may go on. */
  consume(attempt: Attempt): Promise<number>;
  reset(attempt: Attempt): Promise<void>;
}

const limitsByPool = new WeakMap<pg.Pool, SignInLimits>();

export function signInLimits(pool: pg.Pool): SignInLimits {
  const limits = limitsByPool.get(pool) ?? createLimits(pool);
  limitsByPool.set(pool, limits);
  return limits;
}

function createLimits(pool: pg.Pool): SignInLimits {
  const table = { ...limiterTable(pool), points: 1 };
  const failures = new RateLimiterPostgres({ ...table, keyPrefix: 'failures', duration: failureLifetimeSeconds });
  const blocks = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'blocks',
    duration: initialBlockSeconds,
    clearExpiredByTimeout: false,
  });
  const known = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'known',
    duration: knownLifetimeSeconds,
    clearExpiredByTimeout: false,
  });

  async function remainingBlock(key: string): Promise<number> {
    const block = await blocks.get(key);
    return block && block.consumedPoints > 0 ? retryAfterSeconds(block) : 0;
  }

  /** Of parallel attempts beyond the free ones, one continues and starts the next block. */
  async function countFailure(key: string, { freeFailures, maxBlock }: Rule): Promise<number> {
    const { consumedPoints } = await failures.penalty(key);
    if (consumedPoints < freeFailures) return 0;
    const customDuration = Math.min(initialBlockSeconds * 2 ** (consumedPoints - freeFailures), maxBlock);
    return blocks.consume(key, 1, { customDuration }).then(() => 0, retryAfterSeconds);
  }

  /** Strangers elsewhere cannot block the owner at an address they have signed in from. */
  async function applicableRules(keys: Keys): Promise<Rule[]> {
    const isKnown = (await known.get(keys.pair)) !== null;
    return isKnown ? [pairRule, addressRule] : [pairRule, addressRule, accountRule];
  }

  return {
    async consume(attempt) {
      const keys = limiterKeys(attempt);
      const rules = await applicableRules(keys);
      const seconds = Math.max(...(await Promise.all(rules.map(({ key }) => remainingBlock(keys[key])))));
      if (seconds > 0) return seconds;
      return Math.max(...(await Promise.all(rules.map((rule) => countFailure(keys[rule.key], rule)))));
    },
    async reset(attempt) {
      const keys = limiterKeys(attempt);
      const own = [keys.pair, keys.account];
      await Promise.all(own.flatMap((key) => [failures.delete(key), blocks.delete(key)]));
      await Promise.all([failures.reward(keys.address), known.set(keys.pair, 1, knownLifetimeSeconds)]);
    },
  };
}

interface Keys {
  pair: string;
  address: string;
  account: string;
}

// Hashed, so that the table holds no names or addresses and a key stays under 255 characters.
function limiterKeys({ username, address }: Attempt): Keys {
  const name = normalizeUsername(username).toLowerCase();
  const network = networkPrefix(address);
  return {
    pair: sha256(`pair ${network} ${name}`),
    address: sha256(`address ${network}`),
    account: sha256(`account ${name}`),
  };
}
