import { z } from 'zod';
import { fullName } from '../contacts/contactName.ts';
import type { Interaction } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, localDate, type Moment } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { dueTaskIds } from '../tasks/taskList.service.ts';
import { type TaskRow, withContacts } from '../tasks/tasks.service.ts';
import { type AiContext, ask, parseAs } from './ask.service.ts';
import { toDataJson } from './contactData.ts';
import { modelLine } from './modelText.ts';
import { systemPrompts, taskPrompts } from './prompts.ts';

const maxTasks = 15;
const entriesPerPerson = 3;
const maxEntryLength = 1_500;
const maxLineLength = 300;

/** A due task with the latest interactions of its contact, the newest first. */
export interface TaskToBrief {
  task: TaskRow;
  interactions: Interaction[];
}

/** The tasks that are due today or overdue, at most 15, each with the last three interactions of its contact. */
export async function listTasksToBrief(db: OwnedDb, today: string): Promise<TaskToBrief[]> {
  const ids = await dueTaskIds(db, today, maxTasks);
  const rows = await withContacts(db, await db.task.findMany({ where: { id: { in: ids } } }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const due = ids.flatMap((id) => byId.get(id) ?? []);
  const contactIds = [...new Set(due.map(({ contact_id }) => contact_id))];
  const byContact = new Map(
    await Promise.all(contactIds.map(async (id) => [id, await latestInteractions(db, id)] as const)),
  );
  return due.map((task) => ({ task, interactions: byContact.get(task.contact_id) ?? [] }));
}

async function latestInteractions(db: OwnedDb, contactId: number | null): Promise<Interaction[]> {
  if (contactId === null) return [];
  const orderBy = [{ occurred_at: 'desc' as const }, { id: 'desc' as const }];
  return db.interaction.findMany({ where: { contact_id: contactId }, orderBy, take: entriesPerPerson });
}

const AnswerSchema = z.object({
  tasks: z.array(
    z.object({
      ref: z.string().describe('The "ref" of the task, copied exactly.'),
      lines: z.array(z.string()).describe('At most two short lines.'),
    }),
  ),
});

const answer = {
  name: 'write_briefing',
  description: 'Hands over the briefing.',
  schema: z.toJSONSchema(AnswerSchema),
};

/** Writes at most two lines for each task, by task id; drops answers to other tasks. @throws AiError */
export async function writeBrief(
  db: OwnedDb,
  ai: AiContext,
  briefing: TaskToBrief[],
  { moment, locale }: { moment: Moment; locale: Locale },
): Promise<{ lines: Map<number, string[]>; model: string }> {
  const data = toDataJson({ today: moment.today, tasks: briefing.map((task) => taskData(task, moment.timeZone)) });
  const request = {
    system: systemPrompts.brief(answer.name),
    data,
    task: taskPrompts.brief(locale),
    answer,
    maxTokens: 4_000,
  };
  const { value, answer: written } = await ask(db, ai, 'brief', request, parseAs(AnswerSchema));
  const refs = new Set(briefing.map(({ task }) => `task-${task.id}`));
  const known = value.tasks.filter(({ ref }) => refs.has(ref));
  return {
    lines: new Map(known.map(({ ref, lines }) => [Number(ref.slice(5)), cleanLines(lines)])),
    model: written.model,
  };
}

function taskData({ task, interactions }: TaskToBrief, timeZone: string) {
  return {
    ref: `task-${task.id}`,
    title: task.title,
    text: task.description.slice(0, maxEntryLength),
    due: dateText(task.due_date) ?? '',
    person: task.contact ? fullName(task.contact) : '',
    said: interactions.map(({ interaction_type: kind, content, occurred_at }) => ({
      kind,
      date: localDate(timeZone, occurred_at),
      text: content.slice(0, maxEntryLength),
    })),
  };
}

function cleanLines(lines: string[]): string[] {
  return lines
    .slice(0, 2)
    .map((line) => modelLine(line, maxLineLength))
    .filter(Boolean);
}
