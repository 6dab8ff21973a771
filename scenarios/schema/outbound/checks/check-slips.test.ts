/** A slip of currency says what the other currency is worth, and is further off than what is tolerated. */
import { expect, test } from 'vitest';
import { distributorWith, problemsIn } from '#testing/worlds/library-scenario';

const PARCEL = '- { name: Swallow Parcel, profile: parcel }';
const slipping = (slips: string) => {
  const carrier = `- { name: Swallow Parcel, profile: parcel, slips: { ${slips}, source: x } }`;
  return problemsIn(distributorWith([PARCEL, carrier]));
};

test.each<[string, RegExp]>([
  [
    'currency: 0.1',
    /slips.*nothing says what the other currency is worth: give `rate`, such as 1\.37|give `rate`/,
  ],
  [
    'currency: 0.1, rate: 1.01',
    /bills of "Swallow Parcel" are 1\.01 times what they should be, within the tolerance of 0\.02 .*: they would be paid as billed/,
  ],
  // 1.02 - 1 is a hair above 0.02: the bill is at the tolerance all the same, and would be paid.
  ['currency: 0.1, rate: 1.02', /they would be paid as billed/],
  ['currency: 0.6, rate: 1.4, pounds: 0.5', /sum to more than 1/],
  ['currency: 0.1, rate: 0.9', /rate/],
])('%s is refused', (slips, message) => {
  expect(slipping(slips)).toEqual([expect.stringMatching(message)]);
});

test('what is said in full is taken', () => {
  expect(slipping('currency: 0.1, rate: 1.37, pounds: 0.1')).toEqual([]);
  expect(slipping('pounds: 0.1')).toEqual([]);
});
