/** The embeddings, overrides and isolates of Unicode: left open, they turn around what stands after a text. */
export const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;
