// A password hashed as in production takes a quarter of a second of a processor, some fifty times in the tests.
import bcrypt from 'bcrypt';

const { hash } = bcrypt;

/** Passwords are hashed at the lowest cost from now on. */
export function hashCheaply(): void {
  Object.assign(bcrypt, { hash: (password: string) => hash(password, 4) });
}

/** Passwords are hashed as in production, until the next file of tests. */
export function hashAsInProduction(): void {
  Object.assign(bcrypt, { hash });
}
