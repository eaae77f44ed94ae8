import { companySelect } from '../companies/companies.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { pickedName } from '../db/picker.ts';
import { type Difference, findDifferences } from '../http/forms/editConflict.ts';
import type { Translate } from '../i18n/translate.ts';
import { rhythmText } from '../keepInTouch/rhythm.ts';
import { joinTagNames, tagNamesText } from '../tags/tags.service.ts';
import { birthdayText } from './birthday.ts';
import { toContactPoints, withFirstPoints } from './contactPoints.ts';
import type { ContactRow } from './contactRow.ts';
import type { ContactInput } from './contacts.schema.ts';

type Language = Pick<Express.Locals, 't' | 'locale'>;

type ComparedFields = Omit<ContactInput, `company${string}` | 'save_anyway' | 'tags' | 'more_emails' | 'more_phones'> &
  Record<'more_emails' | 'more_phones', unknown>;

/** Describes what saving the input would change in the current contact. */
export async function contactDifferences(
  language: Language,
  db: OwnedDb,
  contact: ContactRow,
  given: ContactInput,
): Promise<Difference[]> {
  const input = withFirstPoints(given);
  const current = {
    ...fieldTexts(language, contact, contact.company?.name ?? ''),
    tags: await tagNamesText(db, contact.tag_ids),
  };
  const submitted = {
    ...fieldTexts(language, input, await submittedCompany(db, input)),
    tags: joinTagNames(input.tags),
  };
  return findDifferences((field) => language.t(`contacts.field.${field}`), current, submitted);
}

function submittedCompany(db: OwnedDb, { company: id, company_name: name, company_pick: pick }: ContactInput) {
  return pickedName({ id, name, pick }, (chosen) => companySelect(db, String(chosen)));
}

function fieldTexts({ t, locale }: Language, one: ComparedFields, company: string) {
  return {
    first_name: one.first_name,
    last_name: one.last_name,
    company,
    position: one.position,
    email: one.email,
    email_label: t(`contacts.pointLabel.${one.email_label}`),
    more_emails: pointLines(t, one.more_emails),
    phone: one.phone,
    phone_label: t(`contacts.pointLabel.${one.phone_label}`),
    more_phones: pointLines(t, one.more_phones),
    address: one.address,
    birthday: birthdayText(locale, one.birthday),
    source: one.source,
    is_starred: t(`contacts.starred.${one.is_starred}`),
    status: t(`common.status.${one.status}`),
    keep_in_touch_days: rhythmText(t, one.keep_in_touch_days),
    notes: one.notes,
  };
}

function pointLines(t: Translate, points: unknown): string {
  return toContactPoints(points)
    .map(({ label, value }) => `${value} (${t(`contacts.pointLabel.${label}`)})`)
    .join('\n');
}
