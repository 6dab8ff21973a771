/**
 * The invariants as a whole: silent on a story that is right, also as two halves with a snapshot between them, wherever it
 * is cut; what waits is bounded.
 */
import { expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { OutboundInvariants } from './outbound-invariants.ts';
import { ORDER_NO, PROMISE, START, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { fakeCore, play, story, tell, upTo } = storyOf(world);

test('a right story is right, also in two parts, wherever it is cut', () => {
  for (let cut = 0; cut <= story().length; cut++) {
    const first = play(story().slice(0, cut));
    const second = new OutboundInvariants(world);
    second.connect(fakeCore(), null);
    second.load(structuredClone(first.save()));
    expect(() => tell(second, story().slice(cut))).not.toThrow();
    expect(second.save()).toEqual(play(story()).save());
  }
});

test('more inputs waiting than the open orders could have', () => {
  const core = fakeCore();
  const invariants = play(upTo('orderReleased'), core);
  core.backlog = 5000;
  expect(() =>
    tell(invariants, [['promiseMissed', 'core', 'order', ORDER_NO, 1, PROMISE, 0]], START + DAY_MS),
  ).toThrow(/bounded violated: 5000 inputs wait and 0 messages are kept, with 1 orders open/);
});
