/**
 * What is right is told nothing of; what is wrong is told with its place, also where an anchor says it for several. Shown
 * on the library's file with a text replaced.
 */
import { describe, expect, test } from 'vitest';
import {
  distributorWith,
  libraryText,
  loadFrom,
  problemsIn,
  warningsIn,
} from '#testing/worlds/library-scenario';

/** Where a text of the library's file stands: `mine.yaml:line:column`. */
function placeOf(text: string): string {
  const library = libraryText('b2b-distributor.yaml');
  const before = library.slice(0, library.indexOf(text)).split('\n');
  return `mine.yaml:${before.length}:${before.at(-1)!.length + 1}`;
}

test('the library file has neither problem nor warning', () => {
  const loaded = loadFrom('b2b-distributor');
  expect(problemsIn(loaded)).toEqual([]);
  expect(warningsIn(loaded)).toEqual([]);
});

describe('places', () => {
  test('are those of the value that is wrong', () => {
    expect(problemsIn(distributorWith(['perKm: 1.35 USD', 'perKm: 1.35 CAD']))).toEqual([
      expect.stringContaining(placeOf('1.35 USD')),
    ]);
    expect(problemsIn(distributorWith(['"15:30"]', '"23:30"]']))).toEqual([
      expect.stringContaining(placeOf('"15:30"')),
    ]);
  });

  test('what is wrong at an anchor is told there, for every node that uses it', () => {
    const place = placeOf('7 d\n');
    expect(problemsIn(distributorWith(['review: 7 d', 'review: 7']))).toEqual(
      [0, 1, 2].map((node) =>
        expect.stringContaining(`${place}: network.nodes[${node}].stock.review: 7 has no unit`),
      ),
    );
  });

  test('what is told of each node that uses an anchor in the same words is told once', () => {
    expect(problemsIn(distributorWith(['reorderDays: 21', 'reorderDays: 60']))).toEqual([
      `${placeOf('42\n')}: targetDays 42 is less than reorderDays 60: nothing would be ordered`,
    ]);
  });

  test('what an alias stands for is looked at as if it were written there', () => {
    expect(problemsIn(distributorWith(['stock: *stock', 'stock: *packing']))).toContainEqual(
      `${placeOf('unitsPerHandlingUnit')}: unknown key "unitsPerHandlingUnit" in network.nodes[1].stock. Known: daysOfDemand, reorderDays, targetDays, review, leadTime, counts, source.`,
    );
  });
});
