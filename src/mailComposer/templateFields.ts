/** The names of the fields in each language; every name works in both. */
export const templateFields = {
  first_name: { en: 'first_name', pl: 'imię' },
  last_name: { en: 'last_name', pl: 'nazwisko' },
  company: { en: 'company', pl: 'firma' },
  position: { en: 'position', pl: 'stanowisko' },
  last_subject: { en: 'last_subject', pl: 'ostatni_temat' },
  my_name: { en: 'my_name', pl: 'moja_nazwa' },
} as const;

export type TemplateField = keyof typeof templateFields;
export type FieldValues = Record<TemplateField, string>;

/** Other programs write two braces. */
const placeholder = /\{{1,2}([\p{L}_]{2,30})\}{1,2}/gu;

export interface FilledText {
  text: string;
  /** The fields that are empty for this person; they stay in the text as they are. */
  missing: TemplateField[];
}

/** Replaces the placeholders of a text. Placeholders inside values are not replaced. */
export function fillFields(text: string, values: FieldValues): FilledText {
  const missing = new Set<TemplateField>();
  const filled = text.replace(placeholder, (whole, name: string) => {
    const field = fieldNamed(name);
    if (!field) return whole;
    if (values[field] === '') missing.add(field);
    return values[field] || whole;
  });
  return { text: filled, missing: [...missing] };
}

/** The first name in braces, known or not; nobody should receive it. */
export function findPlaceholder(text: string): string | undefined {
  return text.match(placeholder)?.[0];
}

/** The placeholders, as written, that are not fields: they stay in the text, and the user replaces them by hand. */
export function unknownFields(text: string): string[] {
  const unknown = [...text.matchAll(placeholder)].filter(([, name = '']) => fieldNamed(name) === undefined);
  return [...new Set(unknown.map(([whole]) => whole))];
}

function fieldNamed(name: string): TemplateField | undefined {
  const lower = name.toLowerCase();
  const [field] =
    Object.entries(templateFields).find(([, names]) => Object.values(names).includes(lower as never)) ?? [];
  return field as TemplateField | undefined;
}
