const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (name) return names[name.toLowerCase()] ?? '';
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

export interface XmlTag {
  /** The name with its prefix, as in `text:p`. */
  name: string;
  attributes: string;
  kind: 'open' | 'close' | 'empty';
  /** The text before the tag. */
  textBefore: string;
}

/** Calls `onTag` for each tag of a document as spreadsheets write them; comments and the like are skipped. */
export function walkXml(xml: string, onTag: (tag: XmlTag) => void): void {
  let after = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', after)) {
    const end = tagEnd(xml, at);
    if (end < 0) return;
    onTag(parseTag(xml.slice(at + 1, end), xml.slice(after, at)));
    after = end + 1;
  }
}

/** A `>` within quotes is part of an attribute. */
function tagEnd(xml: string, start: number): number {
  let end = xml.indexOf('>', start);
  while (end >= 0 && xml.slice(start, end).split('"').length % 2 === 0) end = xml.indexOf('>', end + 1);
  return end;
}

function parseTag(tag: string, textBefore: string): XmlTag {
  const isClosing = tag.startsWith('/');
  const isEmpty = tag.endsWith('/');
  const inside = tag.slice(isClosing ? 1 : 0, isEmpty ? -1 : undefined);
  const space = inside.search(/\s/);
  return {
    name: space < 0 ? inside : inside.slice(0, space),
    attributes: space < 0 ? '' : inside.slice(space),
    kind: isClosing ? 'close' : isEmpty ? 'empty' : 'open',
    textBefore,
  };
}

/** The value of an attribute, by its name with the prefix. */
export function attribute({ attributes }: XmlTag, name: string): string | undefined {
  const start = attributes.indexOf(` ${name}="`);
  if (start < 0) return undefined;
  const from = start + name.length + 3;
  return decodeEntities(attributes.slice(from, attributes.indexOf('"', from)));
}
