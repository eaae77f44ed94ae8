export const errors = {
  code: 'Error {{status}}',
  home: 'Go to Today',
  start: 'Go to the home page',
  back: 'Go back and try again',
  retry: 'Try again',
  waitSeconds_one: 'Try again in {{count}} second.',
  waitSeconds_other: 'Try again in {{count}} seconds.',
  waitMinutes_one: 'Try again in {{count}} minute.',
  waitMinutes_other: 'Try again in {{count}} minutes.',
  openFormInNewTab: 'Open the form in a new tab',
  draftKept:
    'What was typed here is kept for an hour and stays private. It comes back when that account signs in again.',
  typed: 'What you typed, so you can copy it:',
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
    title: 'Nothing here',
    text: 'It was deleted, or the address has a typo. Everything else is where you left it.',
  },
  409: {
    title: 'This form belongs to another account',
    text: 'Nothing was saved. Someone else was signed in here when the form was opened.',
  },
  413: {
    title: 'That’s too much at once',
    text: 'Nothing was saved. Shorten the text or choose a smaller file, then send it again.',
  },
  422: {
    title: 'Couldn’t save this',
    text: 'Something in the form no longer fits what’s saved; it may have changed in the meantime. Go back, check the fields and try again.',
  },
  429: {
    title: 'Too many requests',
    text: 'Too many requests in a short time. This one wasn’t saved or sent; everything you saved earlier is safe. Wait a moment, then try again.',
  },
  500: {
    title: 'Something went wrong',
    text: 'It’s our fault, not yours, and everything you saved earlier is safe. Go back and try again.',
  },
  503: {
    title: 'Back in a moment',
    text: 'The database isn’t answering right now. Everything you saved earlier is safe; what you just sent may not have been saved.',
  },
  507: {
    title: 'The disk is full',
    text: 'Nothing was saved, and nothing you saved earlier is lost. Ask your administrator to free up space on the server, then send it again.',
  },
};
