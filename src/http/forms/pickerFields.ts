import { z } from 'zod';
import { isId } from '../../core/ids.ts';
import { line, optionalId } from './fields.ts';
import type { Form } from './form.ts';

/** The three fields of a picker in a form's schema. */
export const pickerFields = <Name extends string>(name: Name) =>
  ({
    [name]: optionalId,
    [`${name}_name`]: line(200),
    [`${name}_pick`]: z
      .string()
      .default('')
      .refine((pick) => ['', 'new', 'none'].includes(pick) || isId(pick), 'forms.choice'),
  }) as Record<Name, typeof optionalId> &
    Record<`${Name}_name`, ReturnType<typeof line>> &
    Record<`${Name}_pick`, z.ZodDefault<z.ZodString>>;

/** The form with the answer to "which one?" put into its select, so that it is not asked again. */
export function settledPick<F extends Form<z.ZodObject>>(form: F, name: string): F {
  const pick = form.values[`${name}_pick`] ?? '';
  if (!/^(\d+|none)$/.test(pick)) return form;
  const chosen = pick === 'none' ? '' : pick;
  return { ...form, values: { ...form.values, [name]: chosen, [`${name}_name`]: '', [`${name}_pick`]: '' } };
}
