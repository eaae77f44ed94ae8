import { randomBytes } from 'node:crypto';
import type { Request } from 'express';

const owners = new WeakMap<Request, number>();

/** Sets the owner of the next session of this request; 0 means nobody. */
export function setSessionOwner(req: Request, owner: number): void {
  owners.set(req, owner);
}

/** The signed id names the owner, with whom the session lies: `17.Qm9…`. */
export function newSessionId(req: Request): string {
  return `${owners.get(req) ?? 0}.${randomBytes(24).toString('base64url')}`;
}

/** Undefined for ids of older versions, which do not contain the owner. */
export function ownerInId(sid: string): number | undefined {
  const [, owner] = /^(\d{1,10})\./.exec(sid) ?? [];
  return owner === undefined ? undefined : Number(owner);
}
