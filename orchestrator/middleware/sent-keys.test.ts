/** Keys on their way say what a map of key to sending says, after any writes, and lie in the order of the keys. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSent, dropSent, noSentKeys, sendingOf } from './sent-keys.ts';

const key = fc.integer({ min: 0, max: 12 });
const write = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), key, sending: fc.integer({ min: 1, max: 1_000 }) }),
  fc.record({ kind: fc.constant('drop' as const), key, sending: fc.constant(0) }),
);

test('as a map of key to sending', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 60 }), (writes) => {
      const sent = noSentKeys();
      const model = new Map<number, number>();
      for (const each of writes) {
        if (each.kind === 'add') {
          addSent(sent, each.key, each.sending);
          model.set(each.key, each.sending);
        } else {
          dropSent(sent, each.key);
          model.delete(each.key);
        }
        const inOrder = [...model].sort(([one], [other]) => one - other);
        expect(sent).toEqual({ keys: inOrder.map(([k]) => k), sendings: inOrder.map(([, n]) => n) });
        for (let k = 0; k <= 12; k++) expect(sendingOf(sent, k)).toBe(model.get(k) ?? 0);
      }
    }),
  );
});
