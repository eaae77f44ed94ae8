import { fold } from '../../db/sql/fold.ts';
import { maxTagNameLength, maxTags } from '../../tags/tags.schema.ts';
import { collapseWhitespace } from '../../validation/formFields.ts';
import { memoize } from './memoize.ts';

export interface TagCell {
  tags: readonly string[];
  isStarred: boolean;
  /** Names that are too long, and those beyond the limit. */
  unrecognized: readonly string[];
}

const separated = /\s*(?::::|[,;|\n])\s*/u;
/** Our own exports quote a name that contains a comma. */
const quoted = /"((?:[^"]|"")*)"(?=\s*(?:[,;|\n]|$))/gu;

export const readTags = memoize((text): TagCell => {
  const inQuotes = [...text.matchAll(quoted)].map(([, name = '']) => name.replaceAll('""', '"'));
  const names = text.replace(quoted, '').split(separated).filter(Boolean);
  const isGroup = (name: string, group: RegExp) => name.startsWith('*') && group.test(fold(name));
  const kept = names.filter(
    (name) => !isGroup(name, /^\*\s*(?:mycontacts|moje kontakty|my contacts|starred|oznaczone gwiazdka)$/),
  );
  const unique = new Map(
    [...kept, ...inQuotes]
      .map(tidyTag)
      .filter(Boolean)
      .map((name) => [fold(name), name]),
  );
  const all = [...unique.values()];
  const tags = all.filter((name) => [...name].length <= maxTagNameLength).slice(0, maxTags);
  const isStarred = names.some((name) => isGroup(name, /^\*\s*(?:starred|oznaczone gwiazdka)$/));
  return { tags, isStarred, unrecognized: all.filter((name) => !tags.includes(name)) };
});

const tidyTag = (name: string) => collapseWhitespace(name.replace(/[,;]/g, ' ')).replace(/^[#*\s]+/, '');

const yes = /^(?:1|true|yes|y|t|tak|x|✓|✔|☑|★|⭐|\*|starred|ulubion[yae]|vip|ja|wahr|prawda|high|wysoki|gwiazdka)$/u;
const no = /^(?:0|false|no|n|f|nie|☆|nein|falsch|falsz|low|normal|niski|normalny)$/u;

/** Whether a word means a star; undefined when it says neither. */
export function readStar(text: string): boolean | undefined {
  if (yes.test(fold(text))) return true;
  return no.test(fold(text)) ? false : undefined;
}
