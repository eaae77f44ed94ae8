export const landing = {
  title: 'Know whom to call today',
};
