import type { Figures } from './figures.ts';
import type { Weight } from './wireWeight.ts';

export interface PageResult {
  name: string;
  contacts: number;
  creates: boolean;
  product: Figures;
  limit: Figures;
  /** The limit behind the libraries that the specification names; measured with 10,000 contacts only. */
  stack: Figures | undefined;
  /** Milliseconds of the very first request of the page, when nothing is cached. */
  firstMs: number;
  /** SQL statements that the product sends per request. */
  statements: number;
  limitBytes: number;
  /** Whether the limit sent hand-written SQL. */
  byHand: boolean;
  /** Pages per second that PostgreSQL alone could answer. */
  tps: number | undefined;
  weight: Weight;
}

export interface Report {
  machine: string;
  date: string;
  pages: PageResult[];
  /** Resident bytes of each worker at the end. */
  memory: number[];
  restartMs: number | undefined;
  /** Bytes on disk by table, including indexes. */
  bytesPerContact: Record<string, number>;
}
