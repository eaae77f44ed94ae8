export const mailComposer = {
  title: 'Write an email',
  link: 'Use a template',
  to: 'To',
  subject: 'Subject',
  body: 'Text',
  templates: {
    title: 'Email templates',
    lead: 'Texts you write often. Fields such as the first name are filled in for each person.',
    add: 'Add a template',
    emptyTitle: 'No templates yet',
    emptyText: 'Write an offer or a reminder once, then send it to anyone with their name in it.',
    editNamed: 'Edit {{name}}',
    deleteNamed: 'Delete {{name}}',
    manage: 'Templates',
    use: 'Start from a template',
    none: 'You have no templates yet.',
    fill: 'Fill in',
  },
  template: {
    new: 'New template',
    edit: 'Edit template',
    name: 'Name',
    nameHint: 'Only you see it.',
    fields: 'Write these in braces, and they’re filled in:',
    save: 'Save template',
  },
  field: {
    first_name: 'First name',
    last_name: 'Last name',
    company: 'Company',
    position: 'Position',
    last_subject: 'Subject of the last email',
    my_name: 'Your name',
  },
  missing: 'This contact has no value for: {{fields}}. Replace what’s in braces before you send.',
  preview: {
    button: 'Preview',
    title: 'Send this email?',
    lead: 'This is what {{name}} will get.',
    from: 'From',
    fromText: '{{name}}, through this server',
    replyTo: 'Replies go to',
    send: 'Send now',
    back: 'Back to edit',
  },
  open: 'Open in your email app',
  sent: 'I sent it, save to history',
  sentHere: 'What you send from here is saved to the history by itself.',
  sentElsewhere: 'What you send from your email app is saved when you press the button.',
  bounces:
    'If it can’t be delivered later, the notice goes to the mailbox of this server, not to you. So if there’s no answer, check the address.',
  cannot: {
    noServer: 'This server has no mail set up, so open the text in your email app.',
    noOwnAddress: 'To send from here, first enter and confirm your email address in your profile: replies go there.',
    pendingAddress: 'You can send from here once your address is confirmed: replies go there.',
    noAddress: 'This contact has no email address yet.',
  },
  unsure:
    'The sending of this email broke off, {{when}}, so it may or may not have gone out. Send it again, or save it to the history if you know it arrived.',
  problem: {
    recipient:
      'The mail server doesn’t accept the address {{address}}, so nothing was sent. Check it, your text is still here.',
    server:
      'The mail server refused the email or can’t be reached, so it wasn’t sent. Your text is still here. Try again later.',
    unsure:
      'The mail server stopped answering in the middle, so the email may or may not have gone out. Ask whether it arrived: then save it to the history, or send it again.',
    sending: 'This email is already being sent. Wait a moment, then look at the history.',
    limit_one:
      'You’ve reached the limit of {{count}} email in 24 hours, so this one wasn’t sent. Your text is still here. Try again later.',
    limit_other:
      'You’ve reached the limit of {{count}} emails in 24 hours, so this one wasn’t sent. Your text is still here. Try again later.',
  },
  error: {
    placeholder: 'There’s still a field in braces in here. Replace it with what you mean.',
    tooMany: 'You can have up to {{count}} templates.',
  },
  flash: {
    sent: 'Email sent to {{to}} and saved to the history.',
    logged: 'Email saved to the history.',
    templateSaved: 'Template saved.',
    unknownFields:
      'We don’t know {{fields}}, so that isn’t filled in: replace it by hand each time you write. The form lists what we know.',
    templateDeleted: 'Template “{{name}}” deleted.',
    templateRestored: 'Template restored.',
  },
};
