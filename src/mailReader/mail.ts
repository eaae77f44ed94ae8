export interface MailAddress {
  /** Empty where only the address is known. */
  name: string;
  address: string;
}

/** `auto_reply`: an automatic reply. `bounce`: a mail server could not deliver the mail. */
export type MailKind = 'mail' | 'auto_reply' | 'bounce';

type MailDirection = 'received' | 'sent';

/** A mail as in its file. */
export interface RawMail {
  /** Empty without one. */
  messageId: string;
  kind: MailKind;
  from: MailAddress | undefined;
  replyTo: MailAddress | undefined;
  /** To, then Cc and Bcc. */
  to: MailAddress[];
  /** Undefined when the mail has no readable date. */
  date: Date | undefined;
  subject: string;
  text: string;
  /** The names of the attachments. */
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
  /** The other party: the sender, or the recipient. */
  person: MailAddress | undefined;
  /** The other people in the mail, without the owner's addresses. */
  others: MailAddress[];
  date: Date | undefined;
  subject: string;
  text: string;
  /** What was cut off the end; it says who the author is. */
  signature: string;
  attachments: string[];
}

/** A mail and the one forwarded in it. The forwarded one is logged, unless the forwarder is a contact. */
export interface ReadMails {
  mail: ReadMail;
  forwarded: ReadMail | undefined;
  /** Whether the owner has forwarded it, so that the forwarded mail counts. */
  isForwardedByOwner: boolean;
}

/** What the reader needs to know about the owner. */
export interface OwnerContext {
  /** The addresses of the owner, in lower case. */
  own: string[];
  /** It holds for dates without a zone. */
  timeZone: string;
}

/** With the subject and an empty line it fits into an entry. */
export const maxTextLength = 19_000;
