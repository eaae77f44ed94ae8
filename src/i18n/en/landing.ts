export const landing = {
  title: 'Know who to call today',
  headline: 'Know who to call today.',
  lead: 'Mini CRM keeps your customers, your conversations and what comes next in one calm place. For business owners who’ve outgrown the notebook and the spreadsheet.',
  start: 'Create your account',
  login: 'Sign in',
  facts: {
    phone: 'Great on your phone',
    free: 'Free and open source',
    noTracking: 'No tracking, no ads',
  },
  picture: {
    label:
      'An example of the Today page: one person to call, one to email, one task done, and a note being saved together with the next step',
    title: 'Today',
    date: 'Tuesday, 10 March',
    late: '2 days late',
    today: 'Today',
    done: 'Done',
    first: 'Call back about the oak tables',
    firstSaid: 'Thursday: wants six, maybe eight',
    second: 'Send the offer for the spring fair',
    secondSaid: '3 weeks ago: same stand as last year',
    third: 'Confirm the meeting on Friday',
    noteTo: 'Phone Call',
    note: 'Takes six tables, dark finish. Wants the price by Friday.',
  },
  benefits: {
    title: 'Small enough to use every day',
    today: {
      title: 'It knows who to call',
      text: 'Each morning, one short list with the last note next to every name. Call, email, tick it off or move it to Monday, right there.',
    },
    notes: {
      title: 'One note does it all',
      text: 'Save what you agreed, tick off the task and set the next step in one go. One thumb is enough, even on your way out the door.',
    },
    safe: {
      title: 'Everything can be undone',
      text: 'Every change is kept and can be undone for 30 days, from a single word to a whole import.',
    },
    yours: {
      title: 'Yours alone',
      text: 'It runs on your own computer or server, up in two commands. AI can help if you turn it on; nothing is sent until you press the button.',
    },
  },
  how: {
    title: 'From notebook to Mini CRM in three steps',
    people: {
      title: 'Bring your people',
      text: 'Type a name, paste an email signature or import a spreadsheet. You see it all before it’s saved.',
    },
    talk: { title: 'Note what you agreed', text: 'After each call: one line, and what comes next.' },
    morning: {
      title: 'Open it in the morning',
      text: 'Today shows who’s waiting for you. Call, tick it off, done.',
    },
  },
  callToAction: {
    title: 'Start with one name.',
    text: 'Who should you have called last week?',
  },
};
