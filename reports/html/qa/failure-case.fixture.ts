/** Failing cases that are made up, for tests of their page: a short one with a fault, and steps by the hundred. */
import type { CaseRun, CaseStep, FailureCase } from './failure-case.ts';

export const START_MS = 1_772_431_200_000;

export function step(at: number, more: Partial<CaseStep> = {}): CaseStep {
  return {
    at: START_MS + 1000 * at,
    lane: 'order',
    from: 'ERP',
    what: `message${at}`,
    about: 'order 7',
    order: 7,
    before: null,
    after: null,
    wrote: [],
    kind: 'message',
    outside: null,
    ...more,
  };
}

const RELEASED = step(0, {
  kind: 'business',
  lane: 'ERP',
  from: null,
  what: 'orderReleased',
  outside: 'order#7',
});
const TAKEN = step(1, { what: 'salesOrderReleased', before: null, after: 'rating' });
const ASKED = step(2, { lane: 'TMS', from: 'order', what: 'requestRating' });
const LOST = step(3, {
  kind: 'fault',
  lane: 'TMS',
  from: 'middleware',
  what: 'call-lost: requestRating',
  about: 'about 7',
  order: -1,
  outside: 'fault#1',
});
const RATED = step(4, { from: 'TMS', what: 'orderRated', before: 'rating', after: 'deciding' });
const DECIDED = step(5, {
  kind: 'decision',
  from: null,
  what: 'sourcing: option 1 of 2 (cheapest)',
  before: 'deciding',
  after: 'fulfilling',
  wrote: ['orderSourced'],
});

const BROKEN: CaseRun = {
  steps: [RELEASED, TAKEN, ASKED, LOST, DECIDED],
  finding: {
    invariant: 'rules-win',
    place: 'order, at orderSourced',
    message: 'invariant rules-win violated: order 7: sourced while held',
    at: START_MS + 5000,
    event: 17,
  },
  events: 17,
  end: 'something broke',
};

const HOLDS: CaseRun = {
  steps: [RELEASED, TAKEN, ASKED, RATED, DECIDED],
  finding: null,
  events: 40,
  end: 'nothing more can happen',
};

export function failingCase(more: Partial<FailureCase> = {}): FailureCase {
  return {
    file: 'FAIL-rules-win-00c0ffee.scenario.yaml',
    title: 'Breaks rules-win, reduced from: a week',
    story: 'Order 7 is released; requestRating about 7 is lost -> rules-win: order 7: sourced while held',
    seed: '5',
    policy: 'cheapest',
    fidelity: 'objects',
    dray: '0.1.0',
    foundBy: 'dray search quickstart --seed 5 --runs 1',
    invariant: 'rules-win',
    place: 'order, at orderSourced',
    subject: 'order 7',
    lanes: [
      { name: 'ERP', side: 'partner' },
      { name: 'order', side: 'core' },
      { name: 'middleware', side: 'core' },
      { name: 'TMS', side: 'partner' },
      { name: 'people', side: 'people' },
    ],
    run: BROKEN,
    beside: { without: ['fault#1'], run: HOLDS },
    events: [
      { name: 'order#7', sentence: 'order 7 is released', without: 'other' },
      { name: 'fault#1', sentence: 'call-lost, partner TMS', without: 'holds' },
    ],
    commands: [['dray replay FAIL-rules-win-00c0ffee.scenario.yaml', 'does it still break?']],
    ...more,
  };
}
