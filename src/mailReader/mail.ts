export interface MailAddress {
  /** Empty where only the address is known. */
  name: string;
  address: string;
}

/** `auto_reply`: written by a machine while its owner is away. `bounce`: a mail server could not deliver. */
export type MailKind = 'mail' | 'auto_reply' | 'bounce';

type MailDirection = 'received' | 'sent';

/** A mail as its file has it. */
export interface RawMail {
  /** Empty without one. */
  messageId: string;
  kind: MailKind;
  from: MailAddress | undefined;
  replyTo: MailAddress | undefined;
  /** To, then Cc and Bcc. */
  to: MailAddress[];
  /** Undefined where it has none that can be read. */
  date: Date | undefined;
  subject: string;
  text: string;
  /** The names of what is attached. */
  attachments: string[];
  /** A mail that was forwarded as an attachment. */
  attached: RawMail | undefined;
}

/** A mail as it is logged. */
export interface ReadMail {
  /** Equal for the same mail: the hash of its Message-ID, else of what it says. */
  message_hash: string;
  kind: MailKind;
  direction: MailDirection;
  /** The other side: who wrote it, or to whom it went. */
  person: MailAddress | undefined;
  /** Others it went to or came from, without the own addresses. */
  others: MailAddress[];
  date: Date | undefined;
  subject: string;
  text: string;
  /** What was cut off the end; it says who the author is. */
  signature: string;
  attachments: string[];
}

/** A file may hold a forwarded mail: then that is the one to log, unless the forwarder is a contact. */
export interface ReadMails {
  mail: ReadMail;
  forwarded: ReadMail | undefined;
  /** Whether the owner has forwarded it, so that the forwarded mail counts. */
  isForwardedByOwner: boolean;
}

/** What reading needs to know of the owner. */
export interface OwnerContext {
  /** The addresses of the owner, in lower case. */
  own: string[];
  /** It holds for dates without a zone. */
  timeZone: string;
}

/** With the subject and an empty line it fits into an entry. */
export const maxTextLength = 19_000;
