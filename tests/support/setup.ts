import { afterAll, beforeAll } from 'vitest';
import { closeTestDatabase } from './database.ts';
import { hashCheaply } from './passwordCost.ts';
import { checkRecordedStatements } from './postgresParser.ts';

beforeAll(hashCheaply);
afterAll(closeTestDatabase);
afterAll(checkRecordedStatements);
