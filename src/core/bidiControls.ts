/** The embeddings, overrides and isolates of Unicode: left open, they also reorder what follows the text. */
export const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;
