/** Workers are never exceeded, one actor never has two steps under way, and its inputs keep their order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { envelope } from '#orchestrator/contracts/envelope';
import { type Job, PlatformQueue } from './platform-queue.ts';

const message = (key: number, n: number) => envelope('x', 0, 0, 8, key, 0, n, key, n, 0, null);

test('under any arrivals and commits', () => {
  const action = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.constant('commit' as const),
    fc.constant('copy' as const),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.array(action, { maxLength: 200 }), (workers, actions) => {
      let queue = new PlatformQueue(workers);
      const underWay: Job[] = [];
      const done = new Map<number, number[]>();
      let added = 0;
      const start = (): void => {
        for (let next = queue.take(); next !== null; next = queue.take()) {
          expect(underWay.some(({ key }) => key === next.key)).toBe(false);
          underWay.push(next);
        }
        if (workers > 0) expect(underWay.length).toBeLessThanOrEqual(workers);
      };
      const commit = (): void => {
        const first = underWay.shift();
        if (first === undefined) return;
        done.set(first.key, [...(done.get(first.key) ?? []), first.message.a]);
        queue.done(first);
      };
      for (const what of actions) {
        if (what === 'commit') commit();
        else if (what === 'copy') {
          const copy = new PlatformQueue(workers);
          copy.load(structuredClone(queue.save()));
          queue = copy;
          underWay.forEach(({ type, key }, i) => {
            underWay[i] = queue.of(type, key);
          });
          expect(queue.lost()).toEqual(underWay);
        } else {
          added += 1;
          queue.add(8, what, message(what, added), 0);
        }
        start();
        expect(queue.idle).toBe(queue.depth + underWay.length === 0);
      }
      while (underWay.length > 0) {
        commit();
        start();
      }
      expect(queue.depth).toBe(0);
      expect([...done.values()].flat()).toHaveLength(added);
      for (const numbers of done.values()) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }),
  );
});
