import type { Request } from 'express';

/** Of an IPv6 address that ends in an IPv4 one. */
const maxLength = 45;
const withPort = /^(?:(\d+(?:\.\d+){3}):\d+|\[([^\]]+)\](?::\d+)?)$/;

/** Who asks: without the port that some proxies add, and cut, since a proxy may hand on what it was told. */
export function clientAddress({ ip = '' }: Request): string {
  const [, v4, v6] = withPort.exec(ip) ?? [];
  return (v4 ?? v6 ?? ip).slice(0, maxLength);
}
