export const mailDrop = {
  title: 'Private email address',
  lead: 'Put it in BCC, or forward emails to it: they’re saved with the right person by themselves.',
  link: 'Private address',
  off: 'You don’t have a private address yet.',
  create: 'Create an address',
  yours: 'Your address',
  renew: 'Replace with a new one',
  stop: 'Turn off',
  secret:
    'Keep it to yourself: whoever knows it can add emails to your history, though never read anything. Use BCC, so that recipients don’t see it.',
  received: 'The latest email came {{when}}.',
  receivedNone: 'No email has been saved yet. Forward one to try it: it’s here within a minute or two.',
  known:
    'Emails of people you have as contacts are saved at once, within a minute or two. If nobody or several people have the address, the email waits under Emails until you choose.',
  ignored: 'Automatic replies, attachments and whatever is over 30 MB aren’t saved, and no more than 200 emails a day.',
  confirm: {
    renew: 'Replace the address with a new one?',
    stop: 'Turn the address off?',
    goes: 'the current address: emails sent or forwarded to it are no longer saved',
    stays: 'all emails saved so far',
  },
  problem: {
    unreadable: 'An email couldn’t be read, {{when}}.',
    tooLarge: 'An email was over 30 MB and wasn’t saved, {{when}}.',
    tooMany: 'More than 200 emails came in a day, so the rest wasn’t saved, {{when}}.',
  },
  flash: {
    on: 'Your new address works now.',
    off: 'The address is off. What comes to it is no longer saved.',
  },
  system: {
    label: 'Mailbox for forwarded emails',
    never: 'Not read yet',
    read: 'Read {{when}}',
    failed: 'Couldn’t be read, {{when}}: {{error}}',
  },
};
