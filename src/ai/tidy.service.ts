import { z } from 'zod';
import type { OwnedDb } from '../db/owned.ts';
import { saidLength } from '../interactions/interactions.schema.ts';
import { type Ai, ask, shaped } from './ask.service.ts';
import { asData } from './contactData.ts';
import { instructions, tasks } from './instructions.ts';
import { modelText } from './modelText.ts';

const Wire = z.object({ note: z.string().describe('The tidied note as plain text with line breaks.') });

const answer = { name: 'write_note', description: 'Hands over the tidied note.', schema: z.toJSONSchema(Wire) };

// One that is too long is none: cut short, it would lose what was said.
const Tidied = Wire.transform(({ note }) => modelText(note)).refine(
  (note) => note !== '' && [...note].length <= saidLength,
);

/** The note tidied up; nothing is kept. @throws AiError */
export async function tidyNote(db: OwnedDb, ai: Ai, note: string): Promise<string> {
  const request = {
    system: instructions.tidy(answer.name),
    data: asData({ note }),
    task: tasks.tidy(),
    answer,
    maxTokens: 8_000,
  };
  return (await ask(db, ai, 'tidy', request, shaped(Tidied))).value;
}
