import { z } from 'zod';
import type { OwnedDb } from '../db/owned.ts';
import { maxInteractionLength } from '../interactions/interactions.schema.ts';
import { type AiContext, ask, parseAs } from './ask.service.ts';
import { toDataJson } from './contactData.ts';
import { modelText } from './modelText.ts';
import { systemPrompts, taskPrompts } from './prompts.ts';

const AnswerSchema = z.object({ note: z.string().describe('The tidied note as plain text with line breaks.') });

const answer = { name: 'write_note', description: 'Hands over the tidied note.', schema: z.toJSONSchema(AnswerSchema) };

// A note that is too long is refused: truncating it would lose information.
const TidiedSchema = AnswerSchema.transform(({ note }) => modelText(note)).refine(
  (note) => note !== '' && [...note].length <= maxInteractionLength,
);

/** Returns the tidied note; stores nothing. @throws AiError */
export async function tidyNote(db: OwnedDb, ai: AiContext, note: string): Promise<string> {
  const request = {
    system: systemPrompts.tidy(answer.name),
    data: toDataJson({ note }),
    task: taskPrompts.tidy(),
    answer,
    maxTokens: 8_000,
  };
  return (await ask(db, ai, 'tidy', request, parseAs(TidiedSchema))).value;
}
