export const sample = {
  fill: 'Fill with examples',
  fillTitle: 'Just looking around?',
  fillText:
    'Adds people, notes and tasks from a made-up furniture workshop, marked as examples. One click removes them again; anything you add yourself stays.',
  banner: 'These are examples.',
  bannerText: 'Removing them keeps everything you added or changed.',
  remove: 'Remove examples',
  flash: {
    filled_one: '{{count}} example person added, with notes and tasks.',
    filled_other: '{{count}} example people added, with notes and tasks.',
    alreadyFilled: 'The examples are already here.',
    removed_one: 'Examples removed: {{count}} item. Everything of yours is still here.',
    removed_other: 'Examples removed: {{count}} items. Everything of yours is still here.',
    kept_one: '{{count}} example you changed or added to stays, as yours.',
    kept_other: '{{count}} examples you changed or added to stay, as yours.',
    none: 'There are no examples to remove.',
  },
};
