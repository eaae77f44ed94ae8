import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { networkPrefix } from '../../src/core/networkPrefix.ts';
import { type SignInLimits, signInLimits } from '../../src/users/signInLimits.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const address = '/accounts/login/';

let app: TestApp;
let second: TestApp;
beforeAll(async () => {
  app = await testApp();
  second = await testApp();
});
beforeEach(emptyDatabase);

describe('wrong passwords', () => {
  test('are blocked after five, counted across two processes', async () => {
    await createUser(app, 'alice');
    const visitors = [new Visitor(app), new Visitor(second)];
    const statuses: number[] = [];
    for (let index = 0; index < 20; index++) {
      const visitor = visitors[index % 2] as Visitor;
      statuses.push((await visitor.post(address, { username: 'alice', password: `wrong ${index}` })).status);
    }
    expect(statuses).toEqual([...Array(5).fill(422), ...Array(15).fill(429)]);
  });

  test('get a response that says how long to wait and keeps the username, also for the correct password', async () => {
    await createUser(app, 'alice');
    const visitor = await failed(5);
    const response = await visitor.post(address, { username: 'ALICE', password });
    expect(response.status).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(response.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(dom(response)('[role=alert]').text()).toMatch(/Wait \d\d seconds, then try again/);
    expect(dom(response)('#f-username').val()).toBe('ALICE');
    expect(dom(response)('#f-password').val()).toBe('');
  });

  test('are forgotten after a correct password', async () => {
    await createUser(app, 'alice');
    const visitor = await failed(4);
    expect((await visitor.post(address, { username: 'alice', password })).status).toBe(303);
    await failed(4);
    expect((await new Visitor(app).post(address, { username: 'alice', password })).status).toBe(303);
  });

  test('do not block other accounts', async () => {
    await createUser(app, 'bob');
    await failed(5);
    expect((await new Visitor(app).post(address, { username: 'bob', password })).status).toBe(303);
  });

  test('count when the password is changed, too', async () => {
    const alice = await signedIn(app, await createUser(app));
    const fields = { old_password: 'wrong', password1: 'quite another one', password2: 'quite another one' };
    for (let index = 0; index < 5; index++) {
      expect((await alice.post('/accounts/profile/password/', fields)).status).toBe(422);
    }
    const response = await alice.post('/accounts/profile/password/', { ...fields, old_password: password });
    expect(response.status).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(50);
  });

  test('leave neither names nor addresses in the table', async () => {
    await failed(1);
    expect(JSON.stringify(await sql('SELECT * FROM rate_limits'))).not.toMatch(/alice|127\.0|::/);
  });

  async function failed(times: number): Promise<Visitor> {
    const visitor = new Visitor(app);
    for (let index = 0; index < times; index++)
      await visitor.post(address, { username: 'alice', password: 'wrong one' });
    return visitor;
  }
});

describe('signInLimits', () => {
  let limits: SignInLimits;
  beforeAll(() => {
    limits = signInLimits(app.database.pool);
  });
  const attempt = (username = 'alice', from = '203.0.113.1') => ({ username, address: from });

  test('counts a hundred parallel attempts', async () => {
    const waits = await Promise.all(Array.from({ length: 100 }, () => limits.consume(attempt())));
    expect(waits.filter((seconds) => seconds === 0).length).toBeLessThanOrEqual(5);
  });

  test('doubles the wait with each further failure, up to an hour', async () => {
    const waits: number[] = [];
    for (let index = 0; index < 16; index++) {
      if ((await limits.consume(attempt())) > 0) throw new Error('still waiting');
      waits.push(await longestTurn());
      await sql(`UPDATE rate_limits SET expire = 0 WHERE key LIKE 'blocks%'`);
    }
    expect(waits).toEqual([0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600, 3600]);
  });

  test('limits the attempts of one address on many accounts', async () => {
    const waits: number[] = [];
    for (let index = 0; index < 60; index++) waits.push(await limits.consume(attempt(`user${index}`)));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(50);
    expect(await limits.consume(attempt('user99', '203.0.113.2'))).toBe(0);
  });

  test('limits the attempts of many addresses on one account, but not those of its owner from a known address', async () => {
    const home = attempt('alice', '198.51.100.7');
    await limits.consume(home);
    await limits.reset(home);
    const waits: number[] = [];
    for (let index = 0; index < 110; index++) waits.push(await limits.consume(attempt('alice', `203.0.113.${index}`)));
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(900);
    expect(await limits.consume(home)).toBe(0);
  });

  test('does not count successful sign-ins against the address', async () => {
    for (let index = 0; index < 70; index++) {
      expect(await limits.consume(attempt(`user${index}`))).toBe(0);
      await limits.reset(attempt(`user${index}`));
    }
  });

  test.each([
    ['203.0.113.1', '203.0.113.1'],
    ['::ffff:203.0.113.1', '203.0.113.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('the network of %s is %s', (ip, network) => {
    expect(networkPrefix(ip)).toBe(network);
  });

  async function longestTurn(): Promise<number> {
    const rows = await sql<{ expire: string }>(`SELECT expire FROM rate_limits WHERE key LIKE 'blocks%'`);
    const seconds = rows.map(({ expire }) => Math.ceil((Number(expire) - Date.now()) / 10_000) * 10);
    return Math.max(0, ...seconds);
  }
});
