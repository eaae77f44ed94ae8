import { z } from 'zod';
import { line, optionalId } from './fields.ts';

/** The three fields of a picker in a form's schema. */
export const pickerFields = <Name extends string>(name: Name) =>
  ({
    [name]: optionalId,
    [`${name}_name`]: line(200),
    [`${name}_pick`]: z
      .string()
      .regex(/^(|new|[1-9]\d{0,8})$/, 'forms.choice')
      .default(''),
  }) as Record<Name, typeof optionalId> &
    Record<`${Name}_name`, ReturnType<typeof line>> &
    Record<`${Name}_pick`, z.ZodDefault<z.ZodString>>;
