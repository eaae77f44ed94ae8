// A device with passkeys, in a few bytes: https://www.w3.org/TR/webauthn-3/
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');

export interface Options {
  challenge: string;
  user?: { id: string };
}

export class Authenticator {
  private readonly id = randomBytes(16);
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly site: { rpId: string; origin: string };
  private userHandle = '';
  private counter = 0;
  /** User present and verified, by a finger or a PIN. */
  flags = 0x05;

  constructor(site: { rpId: string; origin: string }) {
    this.site = site;
  }

  /** What the browser sends after creating a passkey. */
  create({ challenge, user }: Options): string {
    this.userHandle = user?.id ?? '';
    const length = Buffer.from([0, this.id.length]);
    const authData = this.authData(
      this.flags | 0x40,
      Buffer.concat([Buffer.alloc(16), length, this.id, this.publicKey()]),
    );
    const head = Buffer.from('a363666d74646e6f6e656761747453746d74a06861757468446174615894', 'hex');
    const response = {
      clientDataJSON: this.clientData('webauthn.create', challenge),
      attestationObject: base64url(Buffer.concat([head, authData])),
      transports: ['internal'],
    };
    return this.credential(response);
  }

  /** What the browser sends after asking for a passkey. */
  get({ challenge }: Options): string {
    this.counter++;
    const authData = this.authData(this.flags);
    const clientDataJSON = this.clientData('webauthn.get', challenge);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.credential({
      clientDataJSON,
      authenticatorData: base64url(authData),
      signature: base64url(sign('sha256', signed, this.keys.privateKey)),
      userHandle: this.userHandle,
    });
  }

  private credential(response: object): string {
    const id = base64url(this.id);
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }

  private clientData(type: string, challenge: string): string {
    return base64url(JSON.stringify({ type, challenge, origin: this.site.origin, crossOrigin: false }));
  }

  private authData(flags: number, rest = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(this.site.rpId), Buffer.from([flags]), counter, rest]);
  }

  private publicKey(): Buffer {
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    const parts = [
      'a5010203262001215820',
      Buffer.from(x, 'base64url').toString('hex'),
      '225820',
      Buffer.from(y, 'base64url').toString('hex'),
    ];
    return Buffer.from(parts.join(''), 'hex');
  }
}
