/** Tells a task when to end: after so many milliseconds, or as soon as the process stops. */
export function deadline(milliseconds: number, isStopping: () => boolean): () => boolean {
  const end = performance.now() + milliseconds;
  return () => isStopping() || performance.now() > end;
}
