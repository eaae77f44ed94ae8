import { parseArgs } from 'node:util';

export interface Options {
  /** Prefixes of page names; empty means all pages. */
  only: string[];
  /** How long each server is measured per page, over all turns. */
  seconds: number;
  warmUpSeconds: number;
  /** Where the loaded database is kept and used again. */
  keep: string | undefined;
  json: string | undefined;
  markdown: string | undefined;
  port: number;
  /** Whether the start on the loaded database is timed. */
  restart: boolean;
}

/** @throws when an option is not known. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      seconds: { type: 'string', default: '6' },
      'warm-up': { type: 'string', default: '2' },
      keep: { type: 'string' },
      json: { type: 'string' },
      markdown: { type: 'string' },
      port: { type: 'string', default: '3900' },
      'no-restart': { type: 'boolean', default: false },
    },
  });
  return {
    only: values.only.split(',').filter(Boolean),
    seconds: Number(values.seconds),
    warmUpSeconds: Number(values['warm-up']),
    keep: values.keep,
    json: values.json,
    markdown: values.markdown,
    port: Number(values.port),
    restart: !values['no-restart'],
  };
}
