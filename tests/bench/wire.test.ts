import { expect, it } from 'vitest';
import { messageReader, readBind, readParse, readQuery } from './wire.ts';

function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
const parse = message('P', Buffer.from('one\0SELECT $1, $2\0\0\0'));
// The portal, the statement, no formats, two values: "Łu" and null, no formats of the answer.
const bindStart = Buffer.from('\0one\0\0\0\0\x02\0\0\0\x03');
const bind = message('B', Buffer.concat([bindStart, Buffer.from('Łu'), Buffer.from([255, 255, 255, 255, 0, 0])]));

it('reads messages from pieces of any length', () => {
  const stream = Buffer.concat([startup, parse, message('Q', Buffer.from('BEGIN\0'))]);
  const read = messageReader(true);
  const messages = [...stream].flatMap((byte) => read(Buffer.from([byte])));
  expect(messages.map(({ kind }) => kind)).toEqual(['P', 'Q']);
  expect(messageReader(true)(stream)).toEqual(messages);
  expect(readQuery(messages[1]?.body as Buffer)).toBe('BEGIN');
});

it('reads a statement and its values', () => {
  const [first, second] = messageReader(false)(Buffer.concat([parse, bind]));
  expect(readParse(first?.body as Buffer)).toEqual({ name: 'one', text: 'SELECT $1, $2' });
  expect(readBind(second?.body as Buffer)).toEqual({ name: 'one', values: ['Łu', null] });
});
