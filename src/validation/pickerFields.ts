import { z } from 'zod';
import { isId } from '../core/ids.ts';
import { optionalId, singleLine } from './formFields.ts';

export const pickerFields = <Name extends string>(name: Name) =>
  ({
    [name]: optionalId,
    [`${name}_name`]: singleLine(200),
    [`${name}_pick`]: z
      .string()
      .default('')
      .refine((pick) => ['', 'new', 'none'].includes(pick) || isId(pick), 'forms.choice'),
  }) as Record<Name, typeof optionalId> &
    Record<`${Name}_name`, ReturnType<typeof singleLine>> &
    Record<`${Name}_pick`, z.ZodDefault<z.ZodString>>;
