/** A line for each partner that made trouble, and none where nothing stood in the way. */
import { expect, test } from 'vitest';
import { partnerWords } from './partner-words.ts';
import { samplePartner, sampleReport } from './sample.fixture.ts';

const arm = sampleReport().arms[0]!;

test('who had no trouble is not named', () => {
  expect(partnerWords({ ...arm, partners: [samplePartner(1, 'ERP')] })).toEqual([]);
});

test('who had some is, with what it was', () => {
  expect(partnerWords(arm)).toEqual([
    'cheap, DC North 1: 90.0 % taken at first attempt, 95 % within 2 min, 14 retries, 3 times "too many"; ' +
      'at most 17 messages waited; 2 still wait at the end; breaker opened 1 x, open 2.0 % of the time; ' +
      'paused at its wish < 0.1 % of the time; 2 given up, 1 sent again, 1 dropped; 4 came twice; 1 x an unknown code',
  ]);
});

test('a single trouble is enough, and others are not made up', () => {
  const partner = { ...samplePartner(2, 'WMS'), unknownCodes: 3 };
  expect(partnerWords({ ...arm, partners: [partner] })).toEqual(['cheap, WMS: 3 x an unknown code']);
});
