export const sample = {
  fill: 'Fill with examples',
  fillTitle: 'Just looking around?',
  fillText:
    'Adds the people, notes and tasks of a made-up furniture workshop, marked as examples. One click takes exactly them away again; what you add yourself stays.',
  banner: 'You are looking at examples.',
  bannerText: 'Removing them leaves alone whatever you added or changed.',
  remove: 'Remove examples',
  flash: {
    filled_one: '{{count}} example person is in, with notes and tasks.',
    filled_other: '{{count}} example people are in, with notes and tasks.',
    alreadyFilled: 'The examples are there already.',
    removed_one: 'Examples removed: {{count}} entry. Everything of yours is still here.',
    removed_other: 'Examples removed: {{count}} entries. Everything of yours is still here.',
    kept_one: '{{count}} example that you changed or added to stays, as yours.',
    kept_other: '{{count}} examples that you changed or added to stay, as yours.',
    none: 'There are no examples to remove.',
  },
};
