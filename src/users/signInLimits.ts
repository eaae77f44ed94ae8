import { isIPv6 } from 'node:net';
import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { sha256 } from '../core/sha256.ts';
import { secondsToWait } from '../db/rateLimit.ts';
import { normalUsername } from './username.ts';

/** Who tries which account from where. */
interface Attempt {
  username: string;
  address: string;
}

interface Rule {
  name: string;
  /** Failures before the first wait. */
  free: number;
  /** Seconds: the wait doubles with every further failure up to this. */
  longestWait: number;
}

const firstWait = 60;
const forgetAfter = 86_400;
const knownFor = 90 * 86_400;

const pair: Rule = { name: 'pair', free: 5, longestWait: 3600 };
const fromAddress: Rule = { name: 'address', free: 50, longestWait: 3600 };
const onAccount: Rule = { name: 'account', free: 100, longestWait: 900 };

/**
 * Limits of wrong passwords, counted in the table `rate_limits` for all processes together (docs/decisions/007). An
 * attempt is counted before the password is looked at, so that a thousand at the same moment are a thousand, and forgotten
 * when it was right.
 */
export interface SignInLimits {
  /** Takes a turn: 0 when the attempt may go on, else the seconds to wait. */
  take(attempt: Attempt): Promise<number>;
  /** The password was right. */
  clear(attempt: Attempt): Promise<void>;
}

const made = new WeakMap<pg.Pool, SignInLimits>();

export function signInLimits(pool: pg.Pool): SignInLimits {
  const limits = made.get(pool) ?? makeLimits(pool);
  made.set(pool, limits);
  return limits;
}

function makeLimits(pool: pg.Pool): SignInLimits {
  const table = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true, points: 1 };
  const failures = new RateLimiterPostgres({ ...table, keyPrefix: 'failures', duration: forgetAfter });
  const turns = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'turns',
    duration: firstWait,
    clearExpiredByTimeout: false,
  });
  const known = new RateLimiterPostgres({
    ...table,
    keyPrefix: 'known',
    duration: knownFor,
    clearExpiredByTimeout: false,
  });

  async function waiting(key: string): Promise<number> {
    const turn = await turns.get(key);
    return turn && turn.consumedPoints > 0 ? secondsToWait(turn) : 0;
  }

  /** Counts one; past the free ones, a single attempt gets the turn of each wait. */
  async function count(key: string, rule: Rule): Promise<number> {
    const { consumedPoints } = await failures.penalty(key);
    if (consumedPoints < rule.free) return 0;
    const customDuration = Math.min(firstWait * 2 ** (consumedPoints - rule.free), rule.longestWait);
    return turns.consume(key, 1, { customDuration }).then(() => 0, secondsToWait);
  }

  /** A browser's address that the owner has signed in from is not held up by strangers elsewhere. */
  async function rulesFor(keys: Keys): Promise<Rule[]> {
    const isKnown = (await known.get(keys.pair)) !== null;
    return isKnown ? [pair, fromAddress] : [pair, fromAddress, onAccount];
  }

  return {
    async take(attempt) {
      const keys = keysOf(attempt);
      const rules = await rulesFor(keys);
      const waits = await Promise.all(rules.map((rule) => waiting(keys[rule.name as keyof Keys])));
      if (Math.max(...waits) > 0) return Math.max(...waits);
      const counted = await Promise.all(rules.map((rule) => count(keys[rule.name as keyof Keys], rule)));
      return Math.max(...counted);
    },
    async clear(attempt) {
      const keys = keysOf(attempt);
      const own = [keys.pair, keys.account];
      await Promise.all(own.flatMap((key) => [failures.delete(key), turns.delete(key)]));
      await Promise.all([failures.reward(keys.address), known.set(keys.pair, 1, knownFor)]);
    },
  };
}

interface Keys {
  pair: string;
  address: string;
  account: string;
}

// Hashed: the table needs neither names nor addresses, and a key has 255 characters at most.
function keysOf({ username, address }: Attempt): Keys {
  const name = normalUsername(username).toLowerCase();
  const from = networkOf(address);
  return {
    pair: sha256(`pair ${from} ${name}`),
    address: sha256(`address ${from}`),
    account: sha256(`account ${name}`),
  };
}

/** Of IPv6 the network: a provider gives one customer 2^64 addresses. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
