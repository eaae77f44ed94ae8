import { afterAll, beforeAll } from 'vitest';
import { checkDistributedStatements } from './checkDistributed.ts';
import { closeTestDatabase } from './database.ts';
import { hashCheaply } from './passwordCost.ts';
import { checkRecordedStatements } from './postgresParser.ts';

beforeAll(hashCheaply);
// The last one first.
afterAll(closeTestDatabase);
afterAll(checkRecordedStatements);
afterAll(checkDistributedStatements);
