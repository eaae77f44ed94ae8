/** True from so many milliseconds on, or as soon as the process stops. */
export function endingAfter(milliseconds: number, isStopping: () => boolean): () => boolean {
  const end = performance.now() + milliseconds;
  return () => isStopping() || performance.now() > end;
}
