import type { Request, Response } from 'express';
import type { Tag } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { joinTags } from '../history/deleteRecord.service.ts';
import { flash } from '../http/flash.ts';
import {
  type EditConflict,
  type EditState,
  editState,
  findDifferences,
  saveUnlessChanged,
} from '../http/forms/editConflict.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import type { Translate } from '../i18n/translate.ts';
import { rhythmText } from '../keepInTouch/rhythm.ts';
import { flashDeleted } from '../trash/flashDeleted.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { countTagged, type TagCounts } from './countedTags.service.ts';
import { findTagNamed, getTag, updateTag } from './saveTag.service.ts';
import { type TagInput, TagSchema, tagColors } from './tags.schema.ts';
import type { NamedTag } from './tags.service.ts';

interface FormLocals {
  form: Form<typeof TagSchema>;
  colors: typeof tagColors;
  tag: Tag | undefined;
  /** The tag of the typed name, with which this one can be joined, and who would get it. */
  other: (NamedTag & { from: TagCounts }) | undefined;
  edit: EditState | undefined;
}

const view = page<FormLocals>('tags/form');

type FormParts = Pick<FormLocals, 'form'> & { tag?: Tag; other?: FormLocals['other']; conflict?: EditConflict };

export function showForm(res: Response, { form, tag, other, conflict }: FormParts): void {
  const title = res.locals.t(tag ? 'tags.form.edit' : 'tags.form.new');
  const edit = tag && editState(res.req, tag, conflict);
  view(res, { title, section: 'contacts', form, colors: tagColors, tag, other, edit });
}

/** Shows that a new tag cannot have the name of an existing one. */
export function showTaken(res: Response, form: Form<typeof TagSchema>, { name }: NamedTag): void {
  showForm(res.status(422), { form: withError(form, 'name', { key: 'tags.error.taken', params: { name } }) });
}

export async function saveEdit(req: Request, res: Response, tag: Tag): Promise<void> {
  const db = ownedDb(req);
  const parsed = parseForm(TagSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), { form: parsed.form, tag });

  const { form, data } = parsed;
  const other = await findTagNamed(db, data.name, tag.id);
  if (other) return data.join === other.id ? join(req, res, tag, other) : showJoin(res, db, form, tag, other);
  const edit = await saveUnlessChanged(req, {
    table: 'tags',
    record: tag,
    save: (record, version) => updateTag(db, record.id, data, version),
    reload: () => getTag(db, tag.id),
    compare: (current) => compare(res.locals.t, current, data),
  });
  if (!edit.saved) return showForm(res.status(409), { form, tag: edit.current, conflict: edit.conflict });
  if (!edit.saved.ok) return showJoin(res, db, form, tag, edit.saved.taken);
  flash(req, 'success', 'tags.flash.saved', { actions: undoActions(req, urls.tags()) });
  res.redirect(303, urls.tags());
}

async function showJoin(
  res: Response,
  db: OwnedDb,
  form: Form<typeof TagSchema>,
  tag: Tag,
  other: NamedTag,
): Promise<void> {
  showForm(res.status(422), { form, tag, other: { ...other, from: await countTagged(db, tag.id) } });
}

async function join(req: Request, res: Response, tag: Tag, other: NamedTag): Promise<void> {
  const joined = await joinTags(ownedDb(req), tag.id, other.id);
  flashDeleted(req, joined, 'tags.flash.joined', { name: other.name });
  res.redirect(303, urls.tags());
}

function compare(t: Translate, tag: Tag, input: TagInput) {
  const texts = ({ name, color, keep_in_touch_days }: Pick<Tag, 'name' | 'color' | 'keep_in_touch_days'>) => ({
    name,
    color: t(`tags.color.${color}`),
    keep_in_touch_days: rhythmText(t, keep_in_touch_days),
  });
  return findDifferences((field) => t(`tags.field.${field}`), texts(tag), texts(input));
}
