export const quickAdd = {
  title: 'Quick add',
  kinds: 'What to add',
  kind: { contact: 'Contact', note: 'Note', task: 'Task' },
  contact: {
    another: 'Add and enter another',
    label: 'Who is it?',
    placeholder: 'Jan Kowalski, Oak Joinery, jan@example.com, 600 100 200',
    hint: 'A name is enough. Or paste a whole email signature or business card: it is taken apart for you.',
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
    lead: 'Nothing is saved yet. This was read from what you wrote.',
    newCompany: '“{{name}}” is a new company; it is added too.',
    website: 'Website',
    save: 'Save contact',
    startOver: 'Start over',
  },
  note: {
    contact: 'With whom',
    save: 'Save note',
    noContacts: 'There is nobody yet to write a note about.',
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
    dateMissing: 'Pick the day.',
    contactMissing: 'Choose the person this is about.',
  },
  flash: {
    createdWithNext: 'Contact added, and the next step is planned.',
  },
};
