export const forms = {
  required: 'Fill this in.',
  tooLong_one: 'Use at most {{count}} character.',
  tooLong_other: 'Use at most {{count}} characters.',
  invalid: 'This cannot be read. Type it again.',
  nul: 'This holds a character that cannot be saved. Type it again.',
  email: 'This does not look like an email address, e.g. anna@example.com.',
  website: 'This does not look like a web address, e.g. www.example.com.',
  phone: 'Use digits, spaces, brackets, dashes and a leading +, e.g. +48 600 100 200.',
  choice: 'Choose one of the options.',
  nameNeeded: 'Give a first or a last name.',
  summary_one: 'Nothing is saved yet: one thing needs your attention.',
  summary_other: 'Nothing is saved yet: {{count}} things need your attention.',
};
