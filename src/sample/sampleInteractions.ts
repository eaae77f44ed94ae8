import { interactionTypes } from '../interactions/interactions.schema.ts';
import { nonEmptyLines, requireOneOf } from './cells.ts';
import type { SampleInteraction } from './sampleRecords.ts';
import { homes } from './stories/homes.ts';
import { lost } from './stories/lost.ts';
import { offices } from './stories/offices.ts';
import { places } from './stories/places.ts';
import { suppliers } from './stories/suppliers.ts';
import { trade } from './stories/trade.ts';

export const sampleInteractions: SampleInteraction[] = [trade, suppliers, places, offices, homes, lost].flatMap(
  (text) =>
    text
      .split(/^# /m)
      .slice(1)
      .flatMap((story) => parseStory(nonEmptyLines(story))),
);

function parseStory([person = '', ...rest]: string[]): SampleInteraction[] {
  const entries = Array.from({ length: rest.length / 3 }, (_, i) => rest.slice(3 * i, 3 * i + 3));
  return entries.map(([head = '', en = '', pl = '']) => {
    const [daysAgo = '', time = '', type = ''] = head.split(' ');
    return { person, daysAgo: Number(daysAgo), time, type: requireOneOf(interactionTypes, type), content: { en, pl } };
  });
}
