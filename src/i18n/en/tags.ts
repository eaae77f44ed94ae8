export const tags = {
  field: {
    name: 'Name',
    color: 'Color',
    tags: 'Tags',
  },
  color: {
    gray: 'Gray',
    red: 'Red',
    orange: 'Orange',
    yellow: 'Yellow',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    purple: 'Purple',
  },
  input: {
    hint: 'Separate tags with commas. A new one is created when you save.',
    some: 'You have: {{names}}.',
    create: 'Create “{{name}}”',
    remove: 'Remove {{name}}',
    added: '{{name}} added',
    removed: '{{name}} removed',
  },
  filter: {
    more_one: '{{count}} more',
    more_other: '{{count}} more',
    find: 'Find a tag',
    manage: 'Edit tags',
  },
  error: {
    tooMany: 'A record has at most 30 tags.',
    nameTooLong: 'A tag has at most 50 characters.',
  },
};
