/** Whether this is `npm run test:full`: then a test tries all that it otherwise tries a sample of. */
export const exhaustive = process.env['TEST_FULL'] === '1';
