export const mail = {
  reset: {
    subject: 'A new password for Mini CRM',
    text: `Hello,

somebody asked for a new password for the Mini CRM account {{name}}.

Open this link to choose one. It works once and for one hour:
{{link}}

If it was not you, do nothing: the password stays as it is.`,
  },
  confirm: {
    subject: 'Confirm your email address for Mini CRM',
    text: `Hello,

this address was given for the Mini CRM account {{name}}.

Open this link to confirm it. It works for one day, in a browser where you are signed in:
{{link}}

If it was not you, do nothing: the address is not used.`,
  },
  test: {
    subject: 'Mini CRM can send mail',
    text: `Hello {{name}},

this is the test you asked for. Mail from your Mini CRM arrives.`,
  },
  twoFactorOff: {
    subject: 'Two-factor sign-in of your Mini CRM account is off',
    text: `Hello,

the person who runs your Mini CRM has switched two-factor sign-in off for the account {{name}} and signed it out everywhere.
Your password alone signs you in now. You can set it up again on your profile.

If you did not ask for it, sign in, change your password and ask the person who runs your Mini CRM.`,
  },
  changed: {
    subject: 'The email address of your Mini CRM account has changed',
    text: `Hello,

the Mini CRM account {{name}} now has the address {{email}} instead of this one.

If it was not you, change your password and tell the person who runs your Mini CRM.`,
    removed: `Hello,

this address was taken out of the Mini CRM account {{name}}.

If it was not you, change your password and tell the person who runs your Mini CRM.`,
  },
};
