export const landing = {
  title: 'Know whom to call today',
  headline: 'Know whom to call today.',
  lead: 'Mini CRM keeps your customers, what was said and what comes next in one calm place. For owners who have outgrown the notebook and the spreadsheet.',
  start: 'Create your account',
  login: 'Sign in',
  facts: {
    phone: 'Made for the phone too',
    free: 'Free and open source',
    noTracking: 'No tracking, no adverts',
  },
  picture: {
    label: 'An example of the Today page: three people to call, one task done, a note being written',
    title: 'Today',
    date: 'Tuesday, 10 March',
    late: '2 days late',
    today: 'Today',
    done: 'Done',
    first: 'Call back about the oak tables',
    second: 'Send the offer for the spring fair',
    third: 'Ask how the delivery went',
    fourth: 'Confirm the meeting on Friday',
    noteTo: 'Phone call with Łukasz',
    note: 'Takes six tables, dark finish. Wants the price by Friday.',
    save: 'Save note',
    saved: 'Next: send the price on Friday',
  },
  benefits: {
    title: 'Small enough to use every day',
    today: {
      title: 'It knows whom to call',
      text: 'What is late, what is due today, what comes next: one short list each morning, the most urgent on top.',
    },
    notes: {
      title: 'A note takes ten seconds',
      text: 'Open the person, type what was said, save. One thumb is enough, even on your way out the door.',
    },
    safe: {
      title: 'Nothing is lost',
      text: 'Every call, mail and promise stays with the person. Before anything is deleted, you see what goes and what stays.',
    },
    yours: {
      title: 'Yours alone',
      text: 'It runs on your own computer or server. Your customers are nobody else’s business.',
    },
  },
  how: {
    title: 'From the notebook in three steps',
    people: {
      title: 'Write down a name',
      text: 'A first or a last name is enough. The rest can wait until you know it.',
    },
    talk: { title: 'Keep what was said', text: 'After each call, one line: what they want and what you promised.' },
    morning: {
      title: 'Open it in the morning',
      text: 'Today shows who is waiting for you. Tap to call, tick it off, done.',
    },
  },
  callToAction: {
    title: 'Start with one name.',
    text: 'Whom should you have called last week?',
  },
};
