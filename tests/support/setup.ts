import { afterAll } from 'vitest';
import { closeTestDatabase } from './database.ts';
import { checkRecordedStatements } from './postgresParser.ts';

afterAll(closeTestDatabase);
afterAll(checkRecordedStatements);
