/**
 * A promise is the end of a delivery day, after the release and in time. Each rule is seen to catch, by name, what is
 * planted in a story that is right.
 */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { PROMISE, START, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { changed, play } = storyOf(world);

describe('promises', () => {
  test.each([
    [
      'before the release',
      START - 1,
      /no-promise-past-cutoff violated: order 5: promised for .*, released at/,
    ],
    [
      'an hour late',
      PROMISE + 3_600_000,
      /no-promise-past-cutoff violated: order 5: promised for 2026-03-07T01:00:00.000Z/,
    ],
    ['on a Saturday', PROMISE + DAY_MS, /no-promise-past-cutoff violated: .* not the end of a delivery day/],
  ])('%s', (_name, a, message) => {
    expect(() => play(changed('orderPromised', { a }))).toThrow(message);
  });
});
