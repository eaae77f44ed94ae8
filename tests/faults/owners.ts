// Owners who add contacts without a pause, and remember what was acknowledged.
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../support/embedded.ts';
import { Visitor } from './visitor.ts';

const password = 'correct horse battery';

interface Owner {
  visitor: Visitor;
  username: string;
  written: number;
}

interface Compared {
  /** Contacts whose creation was answered with 303. */
  saved: number;
  /** Those of them that are not there. */
  lost: number;
  /** There twice, or with another owner. */
  wrong: number;
  /** Answers 5xx other than 503. */
  broken: number;
  statuses: Record<number, number>;
}

export class Owners {
  private readonly acknowledged = new Set<string>();
  private readonly statuses: Record<number, number> = {};
  private isOver = false;

  private constructor(
    private readonly address: string,
    private readonly owners: Owner[],
  ) {}

  static async register(address: string, count: number): Promise<Owners> {
    const owners: Owner[] = [];
    for (let at = 0; at < count; at++) {
      const owner = { visitor: new Visitor(), username: `owner${at}`, written: 0 };
      const fields = { username: owner.username, password1: password, password2: password };
      const { status } = await owner.visitor.submit(`${address}/accounts/register/`, fields);
      if (status !== 303) throw new Error(`Registering was answered with ${status}.`);
      owners.push(owner);
    }
    return new Owners(address, owners);
  }

  get saved(): number {
    return this.acknowledged.size;
  }

  /** Until stop(). */
  async write(): Promise<void> {
    await Promise.all(this.owners.map((owner) => this.writeAs(owner)));
  }

  stop(): void {
    this.isOver = true;
  }

  async compare(url: string): Promise<Compared> {
    const rows = await ask<{ first_name: string; username: string }>(
      url,
      'SELECT c.first_name, u.username FROM contacts c JOIN users u ON u.id = c.user_id',
    );
    const there = new Set(rows.map(({ first_name }) => first_name));
    const foreign = rows.filter(({ first_name, username }) => !first_name.startsWith(`${username}-`));
    const broken = Object.entries(this.statuses).filter(([status]) => Number(status) >= 500 && status !== '503');
    return {
      saved: this.saved,
      lost: [...this.acknowledged].filter((name) => !there.has(name)).length,
      wrong: rows.length - there.size + foreign.length,
      broken: broken.reduce((total, [, count]) => total + count, 0),
      statuses: this.statuses,
    };
  }

  private async writeAs(owner: Owner): Promise<void> {
    while (!this.isOver) {
      const name = `${owner.username}-${++owner.written}`;
      const status = await owner.visitor.submit(`${this.address}/contacts/create/`, { first_name: name }).then(
        (answer) => answer.status,
        // The page of the form was answered with an error, or nobody answered at all.
        (error: Error) => Number(/: (\d{3})$/.exec(error.message)?.[1] ?? 0),
      );
      this.statuses[status] = (this.statuses[status] ?? 0) + 1;
      if (status === 303) this.acknowledged.add(name);
      await delay(status === 303 ? 0 : 100);
    }
  }
}
