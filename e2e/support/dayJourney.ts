// A whole day, from an empty account to an empty account.
import { test } from '@playwright/test';
import { addContact, addLateTask, logInteractions, postponeTask, repeatTask, toggleTask } from './dayFirstHalf.ts';
import type { Day } from './dayParts.ts';
import {
  deleteCompany,
  deleteContacts,
  editAndDeleteInteraction,
  editAndDeleteTask,
  filterContacts,
  searchEverything,
} from './daySecondHalf.ts';

export async function wholeDay(day: Day): Promise<void> {
  await test.step('add a contact with a company', () => addContact(day));
  await test.step('log each kind of interaction, with a next step', () => logInteractions(day));
  await test.step('a late task shows everywhere', () => addLateTask(day));
  await test.step('complete and undo', () => toggleTask(day));
  await test.step('postpone', () => postponeTask(day));
  await test.step('repeat', () => repeatTask(day));
  await test.step('search', () => searchEverything(day));
  await test.step('filter and sort by the dot', () => filterContacts(day));
  await test.step('edit and delete an interaction', () => editAndDeleteInteraction(day));
  await test.step('edit and delete a task', () => editAndDeleteTask(day));
  await test.step('delete a company, whose contacts stay', () => deleteCompany(day));
  await test.step('delete all contacts', () => deleteContacts(day));
}
