export const mail = {
  reset: {
    subject: 'Reset your Mini CRM password',
    text: `Hello,

someone asked for a new password for the Mini CRM account {{name}}.

Open this link to choose one. It works once and for one hour:
{{link}}

If it wasn’t you, ignore this email: your password stays the same.`,
    several: `Hello,

someone asked for a new password. Several Mini CRM accounts have this email address.

Open the link of the account you mean. Each works once and for one hour:

{{links}}

If it wasn’t you, ignore this email: your passwords stay the same.`,
  },
  confirm: {
    subject: 'Confirm your email address for Mini CRM',
    text: `Hello,

this address was entered for the Mini CRM account {{name}}.

Open this link to confirm it. It works for one day, in a browser where you’re signed in:
{{link}}

If it wasn’t you, ignore this email: the address won’t be used.`,
  },
  test: {
    subject: 'Mini CRM can send email',
    text: `Hello {{name}},

this is the test you asked for. Email from your Mini CRM arrives.`,
  },
  twoFactorOff: {
    subject: 'Two-factor sign-in is off for your Mini CRM account',
    text: `Hello,

your administrator turned off two-factor sign-in for the Mini CRM account {{name}} and signed it out everywhere.
You now sign in with just your password. You can set it up again in your profile.

If you didn’t ask for this, sign in, change your password and ask your administrator.`,
  },
  passkeyAdded: {
    subject: 'A passkey was added to your Mini CRM account',
    text: `Hello,

a passkey was added to the Mini CRM account {{name}}. It signs in without the password.

If it wasn’t you, remove it in your profile, change your password and tell your administrator.`,
  },
  changed: {
    subject: 'The email address of your Mini CRM account was changed',
    text: `Hello,

the Mini CRM account {{name}} now uses {{email}} instead of this address.

If it wasn’t you, change your password and tell your administrator.`,
    removed: `Hello,

this address was removed from the Mini CRM account {{name}}.

If it wasn’t you, change your password and tell your administrator.`,
  },
};
