export const tags = {
  field: {
    name: 'Name',
    color: 'Color',
    tags: 'Tags',
  },
  color: {
    gray: 'Gray',
    red: 'Red',
    orange: 'Orange',
    yellow: 'Yellow',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    purple: 'Purple',
  },
};
