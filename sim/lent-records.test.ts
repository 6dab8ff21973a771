import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LentRecords, type SavedRecords } from './lent-records.ts';

interface Count {
  n: number;
}

const records = (): LentRecords<Count> => new LentRecords<Count>((record) => ({ ...record }));
const rows = (of: LentRecords<Count>): [number, number][] => {
  const all: [number, number][] = [];
  of.forEach(({ n }, key) => {
    all.push([key, n]);
  });
  return all;
};

test('what a walk deletes on its way, up to the last that was lent, is visited once or not at all', () => {
  const first = records();
  for (let key = 0; key < 4; key++) first.set(key, { n: key });
  const subject = records();
  subject.load(first.save());
  const seen: number[] = [];
  subject.forEach((_record, key) => {
    seen.push(key);
    for (const each of key === 1 ? [0, 1, 2, 3] : []) subject.delete(each);
    if (key === 1) subject.set(9, { n: 9 });
  });
  expect(seen).toEqual([0, 1, 9]);
  expect([rows(subject), subject.size]).toEqual([[[9, 9]], 1]);
});

const change = fc.record({
  key: fc.integer({ min: 0, max: 30 }),
  what: fc.constantFrom('put', 'drop', 'touch', 'read', 'restore'),
});

test('agrees with a map under any changes and restores, and no snapshot ever changes', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      let subject = records();
      let model = new Map<number, number>();
      const taken: [SavedRecords<Count>, string][] = [];
      changes.forEach(({ key, what }, i) => {
        if (what === 'put') {
          subject.set(key, { n: i });
          model.set(key, i);
        } else if (what === 'drop') expect(subject.delete(key)).toBe(model.delete(key));
        else if (what === 'touch') {
          const record = subject.get(key);
          expect(record?.n).toBe(model.get(key));
          if (record !== undefined) {
            record.n = -i;
            model.set(key, -i);
          }
        } else if (what === 'read') expect(subject.has(key)).toBe(model.has(key));
        else {
          const saved = subject.save();
          taken.push([saved, JSON.stringify([...saved])]);
          subject = records();
          subject.load(saved);
          model = new Map(model);
        }
        expect(subject.size).toBe(model.size);
      });
      expect(rows(subject)).toEqual([...model]);
      expect([...subject.save()].map(([key, { n }]) => [key, n])).toEqual([...model]);
      for (const [saved, asItWas] of taken) expect(JSON.stringify([...saved])).toBe(asItWas);
    }),
  );
});

test('two that go on from one snapshot do not see each other', () => {
  const first = records();
  first.set(1, { n: 1 });
  const saved = first.save();
  const second = records();
  second.load(saved);
  first.get(1)!.n = 2;
  second.get(1)!.n = 3;
  expect([first.get(1)!.n, second.get(1)!.n, saved.get(1)!.n]).toEqual([2, 3, 1]);
});

test('what is not touched is not copied, not even by the next snapshot', () => {
  let copies = 0;
  const counting = (): LentRecords<Count> =>
    new LentRecords((record) => {
      copies += 1;
      return { ...record };
    });
  const first = counting();
  for (let key = 0; key < 100; key++) first.set(key, { n: key });
  const saved = first.save();
  expect(copies).toBe(100);
  const second = counting();
  second.load(saved);
  second.get(7);
  second.get(7);
  expect(copies).toBe(101);
  expect(second.save().get(8)).toBe(saved.get(8));
  expect(copies).toBe(102);
});
