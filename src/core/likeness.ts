/** Why two records may be one. */
export interface Likeness<Reason extends string = string> {
  reasons: Reason[];
  /** From 0 to 100. */
  score: number;
}

export type Confidence = 'sure' | 'likely' | 'possible';

/** From here on, records are likely to be one. */
export const likelyScore = 45;
const sureScore = 75;

export function confidenceOf(score: number): Confidence {
  if (score >= sureScore) return 'sure';
  return score >= likelyScore ? 'likely' : 'possible';
}
