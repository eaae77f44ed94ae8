import { afterAll, beforeAll } from 'vitest';
import { checkDistributedStatements } from './checkDistributed.ts';
import { closeTestDatabase } from './database.ts';
import { hashCheaply } from './passwordCost.ts';
import { checkRecordedStatements } from './postgresParser.ts';

beforeAll(hashCheaply);
// Registered first, so that it runs last.
afterAll(closeTestDatabase);
afterAll(checkRecordedStatements);
afterAll(checkDistributedStatements);
