import type { Request } from 'express';

/** The length of an IPv6 address that ends in an IPv4 address. */
const maxLength = 45;
const withPort = /^(?:(\d+(?:\.\d+){3}):\d+|\[([^\]]+)\](?::\d+)?)$/;

/**
 * The client's address without the port that some proxies add. It is truncated, since a proxy may forward what a client
 * sent.
 */
export function clientAddress({ ip = '' }: Request): string {
  const [, v4, v6] = withPort.exec(ip) ?? [];
  return (v4 ?? v6 ?? ip).slice(0, maxLength);
}
