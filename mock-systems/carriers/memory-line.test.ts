/** The line must give back each entry once, in order and not too early, however it is filled, taken from and copied. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { append, copyLine, emptyLine, takeBefore } from './memory-line.ts';

test('what is taken is what a plain list would give', () => {
  const steps = fc.array(fc.record({ adds: fc.nat(900), passes: fc.nat(5), copies: fc.boolean() }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(steps, (script) => {
      let line = emptyLine();
      let now = 0;
      let key = 0;
      const pending: [number, number][] = [];
      for (const { adds, passes, copies } of script) {
        for (let i = 0; i < adds; i++) {
          append(line, key, now);
          pending.push([key, now]);
          key += 1;
        }
        now += passes;
        if (copies) line = copyLine(line);
        const taken: [number, number][] = [];
        takeBefore(line, now - 3, (each, at) => taken.push([each, at]));
        const due = pending.findIndex(([, at]) => at >= now - 3);
        expect(taken).toEqual(pending.splice(0, due < 0 ? pending.length : due));
      }
    }),
  );
});

test('what was taken is not kept', () => {
  const line = emptyLine();
  for (let i = 0; i < 100_000; i++) {
    append(line, i, i);
    takeBefore(line, i - 10, () => {});
  }
  expect(line.keys.length).toBeLessThan(3000);
});
