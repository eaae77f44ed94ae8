export const today = {
  row: {
    open: 'Open',
    menu: 'More for “{{title}}”',
    log: 'Log a call or a note',
    nextStep: 'Plan next step',
  },
  followUp: {
    title: 'Done. What comes next?',
    about: 'After “{{title}}”',
    said: 'Note',
    placeholder: 'What did you agree? (optional)',
    skip: 'Skip',
    savedWithNext: 'Saved. Next step: {{date}}.',
  },
};
