/** Bodies as actors and partners make them: objects of few shapes, lists of such objects, lists of numbers; and all else. */
import fc from 'fast-check';

const number = fc.oneof(
  fc.integer({ min: -3, max: 130 }),
  fc.integer({ min: -33_000, max: 66_000 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const key = fc.oneof(
  fc.constantFrom('units', 'lines', 'rate', '__proto__', '7', 'ü', ''),
  fc.string({ maxLength: 3 }),
);

/** Plain JSON other than null. */
export const anyBody: fc.Arbitrary<unknown> = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      number,
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(null, true, false, '\ud800', 'GROUND'),
      fc.array(number, { maxLength: 8 }),
      tie('object'),
      fc.array(tie('object'), { maxLength: 4 }),
      fc.array(tie('value'), { maxLength: 4 }),
    ),
    object: fc.oneof(
      fc.record({ product: number, units: tie('value') }, { noNullPrototype: true }),
      fc.record(
        { node: number, mode: fc.constantFrom('AIR', 'LTL'), late: fc.boolean() },
        { noNullPrototype: true },
      ),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  .value.filter((value) => value !== null);
