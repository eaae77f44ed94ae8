import type { Figures } from './figures.ts';
import type { Weight } from './wireWeight.ts';

export interface PageResult {
  name: string;
  contacts: number;
  atLeast: number | undefined;
  creates: boolean;
  product: Figures;
  limit: Figures;
  /** Of the limit behind the libraries of the specification; measured with 10,000 contacts. */
  stack: Figures | undefined;
  /** Milliseconds of the first of all requests of the page, when nothing is prepared for it. */
  firstMs: number;
  /** That the product sends for a request. */
  statements: number;
  limitBytes: number;
  /** Whether the limit sent SQL that was written by hand. */
  byHand: boolean;
  /** Of PostgreSQL alone, pages a second. */
  tps: number | undefined;
  weight: Weight;
}

export interface Report {
  machine: string;
  date: string;
  pages: PageResult[];
  /** Bytes of each worker at the end. */
  memory: number[];
  restartMs: number | undefined;
  /** On disk, by table, with indexes. */
  bytesPerContact: Record<string, number>;
}
