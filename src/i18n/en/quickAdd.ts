export const quickAdd = {
  title: 'Quick add',
  kinds: 'What to add',
  kind: { contact: 'Contact', note: 'Note', task: 'Task' },
  contact: {
    another: 'Add and enter another',
    label: 'Who is it?',
    placeholder: 'Jan Kowalski, Oak Joinery, jan@example.com, 600 100 200',
    hint: 'A name is enough. You can also paste a whole email signature or business card, and we’ll sort out the fields.',
    save: 'Add',
    more: 'Fill in all fields',
  },
  next: {
    legend: 'Remind me',
    none: 'No',
    what: 'What to do',
    placeholder: 'Follow up',
  },
  check: {
    title: 'Is this right?',
    lead: 'Nothing is saved yet. This is how we read it.',
    newCompany: '“{{name}}” is a new company and will be added too.',
    website: 'Website',
    rest: 'Everything else',
    save: 'Save contact',
    startOver: 'Start over',
  },
  note: {
    contact: 'Who with',
    save: 'Save note',
    noContacts: 'You have no contacts to write about yet.',
    addFirst: 'Add a person first',
  },
  task: {
    due: 'When',
    date: 'Date',
    save: 'Add task',
    more: 'More fields',
    dues: { none: 'No date', today: 'Today', tomorrow: 'Tomorrow', week: 'In a week', date: 'Pick a date' },
  },
  error: {
    dateMissing: 'Pick a date.',
    contactMissing: 'Choose who this is about.',
  },
  flash: {
    createdWithNext: 'Contact added, and the next step is planned.',
  },
};
