import ejs from 'ejs';

type Done = (error: Error | null, html?: string) => void;

/** EJS under Express: `include('/…')` starts from `root`, which EJS 7 no longer reads from Express's "view options". */
export function viewEngine(root: string, cache: boolean) {
  return (file: string, data: object, done: Done): void => {
    ejs.renderFile(file, data, { root, cache }, done);
  };
}
