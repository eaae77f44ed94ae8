export const dashboard = {
  title: 'Today',
};
