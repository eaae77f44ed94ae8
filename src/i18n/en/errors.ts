export const errors = {
  code: 'Error {{status}}',
  home: 'Go to Today',
  start: 'Go to the start page',
  back: 'Go back and try again',
  retry: 'Try again',
  waitSeconds_one: 'Try again in {{count}} second.',
  waitSeconds_other: 'Try again in {{count}} seconds.',
  waitMinutes_one: 'Try again in {{count}} minute.',
  waitMinutes_other: 'Try again in {{count}} minutes.',
  openFormInNewTab: 'Open the form in a new tab',
  draftKept: 'What was typed into it is kept for an hour, unseen: it comes back when that account signs in here again.',
  typed: 'What you typed, to copy it from here:',
  reference: 'If it happens again, tell whoever runs this server this number: {{reference}}',
  400: {
    title: 'That address was not understood',
    text: 'The request came in a form this site does not read. Start again from the page you know.',
  },
  403: {
    title: 'This was not let through',
    text: 'Nothing was saved. Either the page was open for a long time and its form has expired: open it anew and send it again. Or this part is for administrators only.',
  },
  404: {
    title: 'There is nothing here',
    text: 'The record was deleted, or the address has a slip in it. Your other records are where they were.',
  },
  409: {
    title: 'This form is from another account',
    text: 'Nothing was saved. The page was opened by somebody who was signed in in this browser before you.',
  },
  413: {
    title: 'That is too much at once',
    text: 'Nothing was saved. Shorten the text or choose a smaller file and send it again.',
  },
  422: {
    title: 'This could not be saved',
    text: 'Something in the form does not fit what is stored, perhaps because it changed meanwhile. Go back, check the fields and send it again.',
  },
  429: {
    title: 'A little too fast',
    text: 'More was asked for in a short time than people usually need. This time nothing was saved or sent; what was saved before is safe. Wait a moment, then go back and try again.',
  },
  500: {
    title: 'Something broke on our side',
    text: 'It is not your doing, and what was saved before is safe. Go back and try once more.',
  },
  503: {
    title: 'Back in a moment',
    text: 'The database is not answering just now. Your records are safe; what you just sent may not have been saved.',
  },
  507: {
    title: 'The disk is full',
    text: 'Nothing was saved, and nothing that was saved before is lost. Whoever runs this server has to make room on its disk; then send it again.',
  },
};
