export const maxTagNameLength = 50;

/** A new tag takes the next color in this order. */
export const tagColors = ['blue', 'green', 'orange', 'purple', 'teal', 'red', 'yellow', 'gray'] as const;
export type TagColor = (typeof tagColors)[number];
