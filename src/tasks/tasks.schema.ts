import { z } from 'zod';
import { truncate } from '../core/truncate.ts';
import { parseDate, parseTime } from '../i18n/dates.ts';
import { choice, isParsed, multiLine, required, singleLine } from '../validation/formFields.ts';
import { pickerFields } from '../validation/pickerFields.ts';
import { givenId, oneOf, pageNumber } from '../validation/queryFields.ts';

export const taskStatuses = ['todo', 'in_progress', 'done'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const taskPriorities = ['high', 'normal', 'low'] as const;
export const taskRepeats = ['never', 'daily', 'weekly', 'monthly', 'yearly'] as const;

const readable = (read: (text: string) => string | undefined) => (text: string) =>
  text === '' || read(text) !== undefined;

export const maxTitleLength = 200;
export const title = required(singleLine(maxTitleLength));

/** A date as people type it, to an ISO date; null when empty. */
export const dueDate = singleLine(40)
  .refine(readable(parseDate), 'tasks.error.date')
  .transform((text) => parseDate(text) ?? null);
const dueTime = singleLine(40).refine(readable(parseTime), 'tasks.error.time');

export const TaskSchema = z
  .object({
    title,
    description: multiLine(50_000),
    due_date: dueDate,
    due_time: dueTime.transform((text) => parseTime(text) ?? null),
    ...pickerFields('contact'),
    priority: choice(taskPriorities, 'normal'),
    repeat: choice(taskRepeats, 'never'),
    status: choice(taskStatuses, 'todo'),
  })
  .refine(({ due_date, due_time }) => due_date !== null || typeof due_time !== 'string', {
    path: ['due_date'],
    message: 'tasks.error.timeNeedsDate',
    when: isParsed,
  })
  .refine(({ due_date, repeat }) => due_date !== null || repeat === 'never', {
    path: ['due_date'],
    message: 'tasks.error.repeatNeedsDate',
    when: isParsed,
  });

export type TaskInput = z.output<typeof TaskSchema>;

const given = (max: number) =>
  z
    .string()
    .transform((text) => truncate(text.replaceAll('\0', ''), max))
    .catch('');

/** Initial values for a new task, from a link. Invalid values count as absent. */
export const TaskDraftSchema = z.object({ contact: given(10), title: given(maxTitleLength), due_date: given(40) });

export const TaskQuerySchema = z.object({
  page: pageNumber,
  status: oneOf(taskStatuses),
  priority: oneOf(taskPriorities),
  contact: givenId,
});

export type TaskQuery = z.output<typeof TaskQuerySchema>;

/** `in_progress` undoes the completion of a task in progress. */
export const ToggleSchema = z.object({ to: oneOf(['done', 'todo', 'in_progress']) });

export const PostponeSchema = z.object({
  to: oneOf(['today', 'tomorrow', 'monday', 'week', 'date', 'none']),
  due_date: z.string().catch(''),
});

export type Postponement = z.output<typeof PostponeSchema>;
