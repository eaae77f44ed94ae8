import { describe, expect, test } from 'vitest';
import { instantAt, wallTimeAt } from '../../src/interactions/wallTime.ts';

const iso = (wallTime: string, zone: string) => instantAt(wallTime, zone)?.toISOString();

describe('the instant of a wall time', () => {
  test.each([
    ['Europe/Warsaw', '2026-03-12T14:05', '2026-03-12T13:05:00.000Z'],
    ['Europe/Warsaw', '2026-07-12T00:30', '2026-07-11T22:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-22T23:30', '2026-11-23T07:30:00.000Z'],
    ['Pacific/Auckland', '2026-11-22T00:15', '2026-11-21T11:15:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01T00:00', '2025-12-31T18:15:00.000Z'],
    ['UTC', '2028-02-29T12:00', '2028-02-29T12:00:00.000Z'],
  ])('in %s, %s is %s and back', (zone, wallTime, instant) => {
    expect(iso(wallTime, zone)).toBe(instant);
    expect(wallTimeAt(new Date(instant), zone)).toBe(wallTime);
  });

  test.each([
    ['Europe/Warsaw', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z', '2026-03-29T03:30'],
    ['America/Los_Angeles', '2026-03-08T02:30', '2026-03-08T10:30:00.000Z', '2026-03-08T03:30'],
    ['Pacific/Auckland', '2026-09-27T02:30', '2026-09-26T14:30:00.000Z', '2026-09-27T03:30'],
  ])('in %s, the clocks skip %s: it is %s', (zone, wallTime, instant, shown) => {
    expect(iso(wallTime, zone)).toBe(instant);
    expect(wallTimeAt(new Date(instant), zone)).toBe(shown);
  });

  test.each([
    ['Europe/Warsaw', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-01T01:30', '2026-11-01T08:30:00.000Z', '2026-11-01T09:30:00.000Z'],
    ['Pacific/Auckland', '2026-04-05T02:30', '2026-04-04T13:30:00.000Z', '2026-04-04T14:30:00.000Z'],
  ])('in %s, the clocks repeat %s: the first is meant', (zone, wallTime, first, second) => {
    expect(iso(wallTime, zone)).toBe(first);
    expect(wallTimeAt(new Date(first), zone)).toBe(wallTime);
    expect(wallTimeAt(new Date(second), zone)).toBe(wallTime);
  });

  test.each([
    ['2026-03-12T14:05:30', '2026-03-12T14:05:00.000Z'],
    ['2026-03-12T14:05:30.500', '2026-03-12T14:05:00.000Z'],
    ['2026-03-12 14:05', '2026-03-12T14:05:00.000Z'],
    ['12.03.2026 14:05', '2026-03-12T14:05:00.000Z'],
    ['12/3/2026, 9:30', '2026-03-12T09:30:00.000Z'],
  ])('accepts %s', (text, instant) => {
    expect(iso(text, 'UTC')).toBe(instant);
  });

  test.each([
    '',
    'yesterday',
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-03-12',
    '14:05',
    '2026-03-12T24:00',
    '2026-03-12T14:60',
    '0000-01-01T00:00',
    '275760-09-13T00:00',
    '-2026-03-12T14:05',
    '2026-03-12T14:05Z',
    '2026-03-12T14:05+02:00',
  ])('refuses %j', (text) => {
    expect(instantAt(text, 'UTC')).toBeUndefined();
  });
});
