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
  reference: 'If it happens again, give your administrator this number: {{reference}}',
  400: {
    title: 'That link doesn’t work',
    text: 'Go back to Today and try again.',
  },
  403: {
    title: 'This form has expired',
    text: 'Nothing was saved: the page was open for too long. Open the form again and send it once more.',
  },
  404: {
    title: 'There is nothing here',
    text: 'It was deleted, or the address has a typo. Everything else is where you left it.',
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
    title: 'Too many requests',
    text: 'Too many requests in a short time. This one wasn’t saved or sent; everything you saved earlier is safe. Wait a moment, then try again.',
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
    text: 'Nothing was saved, and nothing you saved earlier is lost. Ask your administrator to free up space on the server, then send it again.',
  },
};
