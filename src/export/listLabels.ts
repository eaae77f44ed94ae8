import type { CompanyQuery } from '../companies/companies.schema.ts';
import type { ContactQuery } from '../contacts/contacts.schema.ts';
import type { Translate } from '../i18n/translate.ts';
import type { NamedTag } from '../tags/tags.service.ts';

/** The filters of a list, in words. `tags`: all tags of the account. */
export function contactFilterLabels(query: ContactQuery, tags: NamedTag[], t: Translate): string[] {
  const { status, next, starred, source, untouched, imported, touch } = query;
  return [
    ...(status ? [t(`common.status.${status}`)] : []),
    ...(next ? [t(`contacts.nextFilter.${next}`)] : []),
    ...(starred ? [t('contacts.list.starred')] : []),
    ...(source ? [t('exports.source', { source })] : []),
    ...(untouched ? [t('contacts.list.untouched', { count: Number(untouched) })] : []),
    ...(imported ? [t('contacts.list.imported')] : []),
    ...(touch ? [t('keepInTouch.owed')] : []),
    ...tagAndSearchLabels(query, tags, t),
  ];
}

export function tagAndSearchLabels(query: Pick<CompanyQuery, 'tag' | 'search'>, tags: NamedTag[], t: Translate) {
  const { tag, search } = query;
  return [...tagNames(tag, tags), ...(search ? [t('exports.searched', { text: search })] : [])];
}

/** Nothing for the usual order. */
export function sortLabels({ sort }: ContactQuery, t: Translate): string[] {
  return sort === 'newest' ? [] : [`${t('common.sort')}: ${t(`contacts.list.sort.${sort}`)}`];
}

/** The filters of a list as parts of a file name. */
export function contactFileName(query: ContactQuery, tags: NamedTag[], t: Translate): string[] {
  const { status, next, starred, source, untouched, touch } = query;
  return [
    t('exports.file.contacts'),
    ...(status ? [t(`exports.file.status.${status}`)] : []),
    ...(next ? [t(`contacts.nextFilter.${next}`).toLowerCase()] : []),
    ...(starred ? [t('exports.file.starred')] : []),
    source,
    ...(untouched ? [t('contacts.list.untouched', { count: Number(untouched) }).toLowerCase()] : []),
    ...(touch ? [t('keepInTouch.owed').toLowerCase()] : []),
    ...tagNames(query.tag, tags),
    query.search,
  ];
}

export function companyFileName({ tag, search }: CompanyQuery, tags: NamedTag[], t: Translate): string[] {
  return [t('exports.file.companies'), ...tagNames(tag, tags), search];
}

function tagNames(ids: number[], tags: NamedTag[]): string[] {
  return tags.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}
