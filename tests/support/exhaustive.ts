/** Whether this is `npm run test:full`, in which tests try all cases instead of a sample. */
export const exhaustive = process.env['TEST_FULL'] === '1';
