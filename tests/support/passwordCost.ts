// Hashing a password as in production takes a quarter of a second of CPU time, and the tests hash about fifty.
import bcrypt from 'bcrypt';
import { unknownUserHash } from '../../src/users/password.ts';

const { compare, hash } = bcrypt;
const cheapHash = unknownUserHash.replace('$12$', '$04$');

/** Passwords are hashed at the lowest cost from now on, and so is what an unknown user typed. */
export function hashCheaply(): void {
  Object.assign(bcrypt, {
    hash: (password: string) => hash(password, 4),
    compare: (password: string, kept: string) => compare(password, kept === unknownUserHash ? cheapHash : kept),
  });
}

/** Passwords are hashed as in production, until `hashCheaply`, which each file of tests begins with. */
export function hashAsInProduction(): void {
  Object.assign(bcrypt, { compare, hash });
}
