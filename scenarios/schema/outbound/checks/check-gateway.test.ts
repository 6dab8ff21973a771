/** Gateway sections that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';
import type { Loaded } from '../../load.ts';

const OVERLAY = libraryText('overlays/tight-gateway.yaml');

function laidOver(scenario: string, from: string, to: string, others: readonly string[] = []): Loaded {
  const edited = OVERLAY.replace(from, to);
  if (from !== to) expect(edited).not.toBe(OVERLAY);
  return loadFrom(scenario, { 'mine.yaml': edited }, { with: ['mine.yaml', ...others] });
}

test.each(['quickstart', 'b2b-distributor', 'inbound-dock', 'customs-heavy', 'returns-wave', 'brunel'])(
  'the overlay stacks on %s as it stands',
  (scenario) => {
    expect(problemsIn(laidOver(scenario, '', ''))).toEqual([]);
  },
);

test.each<[string, string, string, RegExp]>([
  [
    'a rate of 0',
    'all: { perSecond: 5',
    'all: { perSecond: 0',
    /mine.yaml:9:\d+.*nothing would ever pass. Give it at least 1, or leave the rate out/,
  ],
  ['a quota of 0', 'perDay: 50000', 'perDay: 0', /nothing would ever pass. Give it more, or leave it out/],
  [
    'a quota that demand exceeds on average',
    'perDay: 200000',
    'perDay: 300',
    /WMS sends about 320 messages on an average day, and 300 would pass: what waits would grow without end/,
  ],
  [
    'places that demand exceeds on average',
    'concurrent: { requests: 10, service: 400 ms }',
    'concurrent: { requests: 1, service: 10 min }',
    /the core sends TMS about 320 messages on an average day, and 144 would pass/,
  ],
  ['a partner that is none', 'partner: ERP', 'partner: EPR', /unknown partner: "EPR". Did you mean "ERP"/],
  ['a partner twice', 'partner: ERP', 'partner: WMS', /partner "WMS" is there twice/],
])('%s is a problem', (_what, from, to, message) => {
  const problems = problemsIn(laidOver('quickstart', from, to));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
});

test('a carrier that speaks X12 has no requests to limit', () => {
  const problems = problemsIn(laidOver('b2b-distributor', 'partner: ERP', 'partner: Heron Freight'));
  expect(problems.join('\n')).toMatch(/Heron Freight speaks X12: files are no requests/);
});

test('nor has one that is reached by files', () => {
  const line =
    'files: { mailbox: SPARROW, shipper: DRAY, cutoffEvery: 5 min, pollEvery: 5 min, receipt: { constant: 1 min }, receiptTimeout: 1 h, faults: {}, receiptFaults: {}, source: assumption }';
  const files = {
    'mine.yaml': libraryText('quickstart.yaml').replace('profile: parcel }', `profile: parcel, ${line} }`),
    'limits.yaml': OVERLAY.replace('partner: ERP', 'partner: Sparrow Parcel'),
  };
  expect(problemsIn(loadFrom('mine.yaml', files, { with: ['limits.yaml'] })).join('\n')).toMatch(
    /Sparrow Parcel is reached by files: these are no requests/,
  );
});

test('who comes by the broker is not held to the limits of the way in', () => {
  const broker = libraryText('overlays/broker.yaml').replace(
    'partitions: 12',
    'partners: [WMS]\n    partitions: 12',
  );
  const few = OVERLAY.replace('perDay: 200000', 'perDay: 300');
  const files = { 'mine.yaml': few, 'broker.yaml': broker };
  expect(problemsIn(loadFrom('quickstart', files, { with: ['mine.yaml', 'broker.yaml'] }))).toEqual([]);
});

test('limits of a way in by which nobody comes are said to be so', () => {
  expect(warningsIn(laidOver('quickstart', '', '', ['broker'])).join('\n')).toMatch(
    /every partner comes by the broker, so nothing comes by it/,
  );
});
