// The part of PostgreSQL's protocol (version 3) that the recorder needs: splitting a stream into messages, and parsing
// three kinds of them.

export interface Message {
  /** One letter: P for Parse, B for Bind, Q for Query, Z for ReadyForQuery. */
  kind: string;
  body: Buffer;
}

/** Splits a stream into messages. The first message of a client (`startup`) has no kind and is skipped. */
export function messageReader(startup: boolean): (piece: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let skipping = startup;
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const messages: Message[] = [];
    for (;;) {
      const at = skipping ? 0 : 1;
      if (rest.length < at + 4) return messages;
      const end = at + rest.readInt32BE(at);
      if (rest.length < end) return messages;
      if (!skipping) messages.push({ kind: String.fromCharCode(rest[0] as number), body: rest.subarray(5, end) });
      skipping = false;
      rest = rest.subarray(end);
    }
  };
}

/** Name and text of a prepared statement. */
export function readParse(body: Buffer): { name: string; text: string } {
  const nameEnd = body.indexOf(0);
  const textEnd = body.indexOf(0, nameEnd + 1);
  return { name: body.toString('utf8', 0, nameEnd), text: body.toString('utf8', nameEnd + 1, textEnd) };
}

/** Name of the executed statement, and its values as sent (as text). */
export function readBind(body: Buffer): { name: string; values: (string | null)[] } {
  const portalEnd = body.indexOf(0);
  const nameEnd = body.indexOf(0, portalEnd + 1);
  const name = body.toString('utf8', portalEnd + 1, nameEnd);
  const formats = body.readInt16BE(nameEnd + 1);
  let at = nameEnd + 3 + 2 * formats;
  const count = body.readInt16BE(at);
  at += 2;
  const values = Array.from({ length: count }, () => {
    const length = body.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length < 0 ? null : body.toString('utf8', at - length, at);
  });
  return { name, values };
}

/** The text of a statement without values. */
export function readQuery(body: Buffer): string {
  return body.toString('utf8', 0, body.indexOf(0));
}
