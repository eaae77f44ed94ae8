import { z } from 'zod';
import { fold } from '../db/sql/fold.ts';
import { rhythm } from '../keepInTouch/rhythm.ts';
import { choice, collapseWhitespace, multiLine, optionalId, required, text } from '../validation/formFields.ts';

export const maxTagNameLength = 50;
/** Of one record. */
export const maxTags = 30;
export const maxFilterTags = 10;

/** A new tag takes the next color in this order. */
export const tagColors = ['blue', 'green', 'orange', 'purple', 'teal', 'red', 'yellow', 'gray'] as const;

/** The names of a record's tags, typed with commas; each once, without regard to case and accents. */
export const tagNames = multiLine(10_000)
  .transform(parseTagNames)
  .refine((names) => names.length <= maxTags, 'tags.error.tooMany')
  .refine((names) => names.every((name) => [...name].length <= maxTagNameLength), 'tags.error.nameTooLong')
  .meta({ maxlength: undefined });

/** Also "#hurt" is the tag "hurt". */
function parseTagNames(text: string): string[] {
  const names = text.split(/[,;\n]/).map(tidyTagName);
  const byKey = new Map(
    names
      .filter(Boolean)
      .toReversed()
      .map((name) => [fold(name), name]),
  );
  return [...byKey.values()].toReversed();
}

function tidyTagName(name: string): string {
  return collapseWhitespace(name).replace(/^[#\s]+/, '');
}

export const TagSchema = z.object({
  name: required(text(maxTagNameLength, tidyTagName)).refine((name) => !/[,;]/.test(name), 'tags.error.comma'),
  color: choice(tagColors, 'gray'),
  keep_in_touch_days: rhythm,
  /** The tag of the same name that was told of. */
  join: optionalId,
});

export type TagInput = z.output<typeof TagSchema>;
