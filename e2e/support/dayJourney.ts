// One whole day from an empty account to an empty account, step by step.
import { test } from '@playwright/test';
import { addContact, lateTask, postpone, repeat, talk, toggle } from './dayBegins.ts';
import {
  changeInteraction,
  changeTask,
  deleteCompany,
  deletePeople,
  filterContacts,
  searchEverything,
} from './dayEnds.ts';
import type { Day } from './dayParts.ts';

export async function wholeDay(day: Day): Promise<void> {
  await test.step('contact with a company', () => addContact(day));
  await test.step('each kind of interaction, with a next step', () => talk(day));
  await test.step('a late task shows everywhere', () => lateTask(day));
  await test.step('done, and undone', () => toggle(day));
  await test.step('postponed', () => postpone(day));
  await test.step('repeated', () => repeat(day));
  await test.step('searched', () => searchEverything(day));
  await test.step('filtered and sorted by the dot', () => filterContacts(day));
  await test.step('an interaction edited and deleted', () => changeInteraction(day));
  await test.step('a task edited and deleted', () => changeTask(day));
  await test.step('a company deleted, its people stay', () => deleteCompany(day));
  await test.step('people deleted, all is empty again', () => deletePeople(day));
}
