import type { z } from 'zod';
import type { Form } from '../../validation/form.ts';

export function applyPick<F extends Form<z.ZodObject>>(form: F, name: string): F {
  const pick = form.values[`${name}_pick`] ?? '';
  if (!/^(\d+|none)$/.test(pick)) return form;
  const chosen = pick === 'none' ? '' : pick;
  return { ...form, values: { ...form.values, [name]: chosen, [`${name}_name`]: '', [`${name}_pick`]: '' } };
}
