// Schemas for the values of settings.
import { z } from 'zod';

export const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

export const hosts = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  )
  .refine((list) => list.length > 0, 'must name at least one host')
  .refine(
    (list) => list.every((host) => /^(\*|\.?\w[\w.-]*|\[[\da-f:]+\])$/.test(host)),
    'must be host names, comma-separated, without port or https://',
  );

export const webAddress = z
  .string()
  .regex(/^https?:\/\/./, 'must start with https:// or http://')
  .refine(URL.canParse, 'is not an address');

export const apiKey = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => /^[\x21-\x7e]+$/.test(text), 'must be one word, without quotes around it');

export const modelName = z.string().regex(/^[\w.:/@-]{1,100}$/, 'must be the name of a model');

export const siteAddress = z
  .string()
  .regex(/^https?:\/\/[^/?#@\s]+\/?$/, 'must be like https://crm.example.com, without a path')
  .refine(URL.canParse, 'is not an address')
  .transform((text) => new URL(text).origin);

export const secretKey = z.string().min(16, 'must have at least 16 characters');
