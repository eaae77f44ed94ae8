import { z } from 'zod';
import { fullName } from '../contacts/contactName.ts';
import type { Interaction } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, type Moment, todayIn } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { idsOfDue } from '../tasks/taskList.service.ts';
import { type TaskRow, withContact } from '../tasks/tasks.service.ts';
import { type Ai, ask, shaped } from './ask.service.ts';
import { asData } from './contactData.ts';
import { instructions, tasks } from './instructions.ts';
import { modelLine } from './modelText.ts';

const mostBriefed = 15;
const lastSaid = 3;
const longestEntry = 1_500;
const longestLine = 300;

/** A task that is due with what was said last to its person, the newest first. */
export interface Briefed {
  task: TaskRow;
  said: Interaction[];
}

/** The tasks that are late or due today, at most 15, each with the last three entries of its person. */
export async function tasksToBrief(db: OwnedDb, today: string): Promise<Briefed[]> {
  const ids = await idsOfDue(db, today, mostBriefed);
  const rows = await db.task.findMany({ where: { id: { in: ids } }, include: withContact });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const due = ids.flatMap((id) => byId.get(id) ?? []);
  const people = [...new Set(due.map(({ contact_id }) => contact_id))];
  const said = new Map(await Promise.all(people.map(async (id) => [id, await lastOf(db, id)] as const)));
  return due.map((task) => ({ task, said: said.get(task.contact_id) ?? [] }));
}

async function lastOf(db: OwnedDb, contactId: number | null): Promise<Interaction[]> {
  if (contactId === null) return [];
  const orderBy = [{ occurred_at: 'desc' as const }, { id: 'desc' as const }];
  return db.interaction.findMany({ where: { contact_id: contactId }, orderBy, take: lastSaid });
}

const Wire = z.object({
  tasks: z.array(
    z.object({
      ref: z.string().describe('The "ref" of the task, copied exactly.'),
      lines: z.array(z.string()).describe('At most two short lines.'),
    }),
  ),
});

const answer = { name: 'write_briefing', description: 'Hands over the briefing.', schema: z.toJSONSchema(Wire) };

/** Two lines at most for each of the tasks, by the task's id; what was not asked for is dropped. @throws AiError */
export async function writeBrief(
  db: OwnedDb,
  ai: Ai,
  briefed: Briefed[],
  { moment, locale }: { moment: Moment; locale: Locale },
): Promise<{ lines: Map<number, string[]>; model: string }> {
  const data = asData({ today: moment.today, tasks: briefed.map((one) => sendableOf(one, moment.timeZone)) });
  const request = {
    system: instructions.brief(answer.name),
    data,
    task: tasks.brief(locale),
    answer,
    maxTokens: 4_000,
  };
  const { value, answer: told } = await ask(db, ai, 'brief', request, shaped(Wire));
  const asked = new Set(briefed.map(({ task }) => `task-${task.id}`));
  const known = value.tasks.filter(({ ref }) => asked.has(ref));
  return { lines: new Map(known.map(({ ref, lines }) => [Number(ref.slice(5)), tidied(lines)])), model: told.model };
}

function sendableOf({ task, said }: Briefed, timeZone: string) {
  return {
    ref: `task-${task.id}`,
    title: task.title,
    text: task.description.slice(0, longestEntry),
    due: dateText(task.due_date) ?? '',
    person: task.contact ? fullName(task.contact) : '',
    said: said.map(({ interaction_type: kind, content, occurred_at }) => ({
      kind,
      date: todayIn(timeZone, occurred_at),
      text: content.slice(0, longestEntry),
    })),
  };
}

function tidied(lines: string[]): string[] {
  return lines
    .slice(0, 2)
    .map((line) => modelLine(line, longestLine))
    .filter(Boolean);
}
