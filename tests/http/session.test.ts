import express from 'express';
import { MemoryStore } from 'express-session';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { sessions } from '../../src/http/session.ts';
import { testApp } from '../support/app.ts';

/** A store whose first saving ends when the test says so. */
class SlowStore extends MemoryStore {
  endSaving: (() => void) | undefined;

  override set(...[id, session, callback]: Parameters<MemoryStore['set']>): void {
    const end = () => callback?.();
    super.set(id, session, this.endSaving ? end : undefined);
    this.endSaving ??= end;
  }
}

test('a redirect whose session is saved after the request was given up is not sent', async () => {
  const store = new SlowStore();
  const { config } = await testApp();
  const app = express();
  Object.assign(app, { clock: () => new Date() });
  app.use(...sessions(store, config));
  app.post('/', (req, res) => {
    Object.assign(req.session, { flash: [{ level: 'success', text: 'Saved' }] });
    res.redirect(303, '/next/');
    res.status(503).send('given up');
  });
  const answer = await supertest(app).post('/');
  expect(answer.status).toBe(503);
  expect(store.endSaving).not.toThrow();
});
