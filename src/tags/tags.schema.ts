import { z } from 'zod';
import { fold } from '../db/sql/fold.ts';
import { rhythm } from '../keepInTouch/rhythm.ts';
import { choice, collapseWhitespace, multiLine, optionalId, required, text } from '../validation/formFields.ts';

export const maxTagNameLength = 50;
/** The maximum per record. */
export const maxTags = 30;
export const maxFilterTags = 10;

/** New tags take the colors in this order. */
export const tagColors = ['blue', 'green', 'orange', 'purple', 'teal', 'red', 'yellow', 'gray'] as const;

/** The names of a record's tags, separated by commas. Repeated names are dropped, regardless of case and accents. */
export const tagNames = multiLine(10_000)
  .transform(parseTagNames)
  .refine((names) => names.length <= maxTags, 'tags.error.tooMany')
  .refine((names) => names.every((name) => [...name].length <= maxTagNameLength), 'tags.error.nameTooLong')
  .meta({ maxlength: undefined });

/** "#hurt" is read as the tag "hurt". */
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
  /** The id of the existing tag with the same name, which the page showed. */
  join: optionalId,
});

export type TagInput = z.output<typeof TagSchema>;
