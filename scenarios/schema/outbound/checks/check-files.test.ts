/** Sections of files that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { distributorWith, type Edit, problemsIn, warningsIn } from '#testing/worlds/library-scenario';

const LINE = {
  mailbox: 'SWALLOW',
  shipper: 'DRAYDIST',
  cutoffEvery: '15 min',
  pollEvery: '10 min',
  receipt: '{ constant: 5 min }',
  receiptTimeout: '1 h',
  faults: '{ lost: 0.01, delayBy: { constant: 1 h } }',
  receiptFaults: '{ lost: 0.01 }',
  source: 'assumption',
};

/** The distributor with its parcel carrier on files, and its truckload carrier where a test says so. */
function withFiles(change: Partial<typeof LINE> = {}, ...edits: readonly Edit[]) {
  const written = Object.entries({ ...LINE, ...change }).map(([name, value]) => `${name}: ${value}`);
  const section = `files: { ${written.join(', ')} }`;
  return distributorWith(
    ['{ name: Swallow Parcel, profile: parcel }', `{ name: Swallow Parcel, profile: parcel, ${section} }`],
    ...edits,
  );
}

test('a carrier on files is right', () => {
  expect(problemsIn(withFiles())).toEqual([]);
  for (const faults of [
    '{ renamed: 0.01, cutoffMissed: 0.05, delayBy: { constant: 12 h } }',
    '{ doubled: 0.01, delayBy: { constant: 3 d } }',
    // Of files and of cut-offs: one is no share of the other.
    '{ lost: 0.2, cutoffMissed: 0.9 }',
  ])
    expect(problemsIn(withFiles({ faults }))).toEqual([]);
  expect(warningsIn(withFiles()).filter((each) => each.includes('pickupLead'))).toEqual([]);
});

test.each<[string, Partial<typeof LINE>, RegExp]>([
  [
    'files too seldom for an answer in time',
    { cutoffEvery: '1 h' },
    /an answer to a tender may take two files, each 1 h to its cut-off and 10 min to its poll; `limits.tenderResponse` is 90 min/,
  ],
  [
    'no time for a receipt',
    { receiptTimeout: '15 min' },
    /a receipt may take two polls of 10 min, more than 15 min: each file would be put twice/,
  ],
  ['one name for both ends', { shipper: 'SWALLOW' }, /"SWALLOW" is the shipper as well/],
  ['small letters', { mailbox: 'swallow' }, /2 to 15 capital letters and digits/],
  ['more faults than files', { faults: '{ lost: 0.6, late: 0.6 }' }, /sum to more than 1/],
  [
    'a second copy under another number when nobody knows its messages any more',
    { faults: '{ renamed: 0.01, delayBy: { constant: 3 d } }' },
    /files come again under another number up to 72\.0 h later: both ends know a message again for 48 h\. At most 12 h/,
  ],
  ['no file at any cut-off', { faults: '{ cutoffMissed: 1 }' }, /faults\.cutoffMissed: must be at most 0\.9/],
])('%s', (_name, change, message) => {
  const problems = problemsIn(withFiles(change));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
  expect(problems[0]).toMatch(/^mine\.yaml:\d+:\d+: /);
});

test('a truck that hears of its pickup too late is warned of', () => {
  const warnings = warningsIn(withFiles({}, ['pickupLead: 2 h', 'pickupLead: 20 min']));
  expect(warnings.join('\n')).toMatch(/Swallow Parcel may hear of it after the pickup and come late/);
});

test('two mailboxes of one name, and two lines of one carrier', () => {
  const written = Object.entries(LINE).map(([name, value]) => `${name}: ${value}`);
  const twice = withFiles({}, [
    '{ name: Albatross Ocean, profile: ocean }',
    `{ name: Albatross Ocean, profile: ocean, files: { ${written.join(', ')} } }`,
  ]);
  expect(problemsIn(twice).join('\n')).toMatch(/"SWALLOW" is the mailbox of Swallow Parcel/);
  const both = distributorWith(['      x12:\n', `      files: { ${written.join(', ')} }\n      x12:\n`]);
  expect(problemsIn(both).join('\n')).toMatch(/a carrier speaks x12, rest or files, only one of them/);
});

test.each<[string, string, RegExp | null]>([
  ['a third party with one node', 'nodes: [DC Dallas]', null],
  ['with all of them', 'stockEvery: 1 d', null],
  ['a node that there is not', 'nodes: [DC Dalas]', /unknown node: "DC Dalas"\. Did you mean "DC Dallas"/],
  ['a node twice', 'nodes: [DC Reno, DC Reno]', /node "DC Reno" is there twice/],
  ['stock advised all the time', 'stockEvery: 1 s', /must be at least 1 min/],
])('%s', (_name, more, message) => {
  const section = Object.entries(LINE)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
  const problems = problemsIn(
    distributorWith(['  linkLatency: 2 s\n', `  linkLatency: 2 s\n  threePl: { ${section}, ${more} }\n`]),
  );
  if (message === null) expect(problems).toEqual([]);
  else expect(problems.join('\n')).toMatch(message);
});

test('a third party, and a WMS that releases waves by itself', () => {
  const section = Object.entries(LINE)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
  const problems = problemsIn(
    distributorWith(
      ['\nsystems:\n', '\nresponsibilities: { wave: wms }\n\nsystems:\n'],
      ['  linkLatency: 2 s\n', `  linkLatency: 2 s\n  threePl: { ${section} }\n`],
    ),
  );
  expect(problems).toEqual([]);
});

test('a third party with the mailbox of a carrier', () => {
  const section = Object.entries(LINE)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
  const problems = problemsIn(
    withFiles({}, ['  linkLatency: 2 s\n', `  linkLatency: 2 s\n  threePl: { ${section} }\n`]),
  );
  expect(problems.join('\n')).toMatch(/"SWALLOW" is the mailbox of Swallow Parcel/);
});
