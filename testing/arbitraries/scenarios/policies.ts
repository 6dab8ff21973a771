/** Who decides what, and by which rule of thumb: policies of every point that can be asked, limits, and who owns an activity. */
import fc from 'fast-check';
import { thumbNames } from '#orchestrator/decisions/points';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { ASSUMED, dollars, shares, someOf, times } from './figures.ts';

/** It follows an order list. */
const AS_RECORDED = 'as-recorded';
const SOURCING = thumbNames('sourcing').filter((name) => name !== AS_RECORDED);

const thumb = (point: Parameters<typeof thumbNames>[0]): fc.Arbitrary<string> =>
  fc.constantFrom(...thumbNames(point));

const hasWaves = ({ network }: Draft): boolean =>
  network.nodes.some(({ waves, linesPerWave }) => waves !== undefined && linesPerWave !== undefined);

const RULES = together(
  maybe(someOf(SOURCING, 1), (draft, policies) => {
    draft.policies = policies;
  }),
  maybe(thumb('carrier'), (draft, carrierPolicy) => {
    draft.carrierPolicy = carrierPolicy;
  }),
  maybe(
    fc.record({
      policy: thumb('delay-response'),
      expedite: dollars({ min: 0, max: 50_000 }),
      risk: times('h', { min: 0, max: 20 }),
    }),
    (draft, { policy, expedite, risk }) => {
      draft.delayPolicy = policy;
      draft.limits = { ...draft.limits, expediteMax: expedite, rerouteMax: expedite, slaRisk: risk };
    },
  ),
  maybe(thumb('order-priority'), (draft, policy) => {
    if (hasWaves(draft)) draft.orderPriorityPolicy = policy;
  }),
  maybe(thumb('wave-sequence'), (draft, policy) => {
    if (hasWaves(draft)) draft.waveSequencePolicy = policy;
  }),
  maybe(thumb('workload'), (draft, policy) => {
    draft.workloadPolicy = policy;
  }),
  maybe(thumb('delay-prediction'), (draft, policy) => {
    draft.delayPrediction = { policy, lateBy: '1 d', source: ASSUMED };
  }),
  maybe(thumb('invoice-anomaly'), (draft, policy) => {
    draft.billAudit = { policy };
  }),
  maybe(thumb('exception'), (draft, policy) => {
    const sla = { low: '2 d', medium: '1 d', high: '8 h', critical: '2 h' };
    draft.cases = { policy, sla, highStake: '1000 USD', source: ASSUMED };
  }),
);

const LIMITS = together(
  maybe(fc.integer({ min: 1, max: 12 }), (draft, tenders) => {
    draft.limits = { ...draft.limits, tenders };
  }),
  maybe(times('min', { min: 250, max: 1440 }), (draft, tenderResponse) => {
    draft.limits = { ...draft.limits, tenderResponse };
  }),
  maybe(fc.integer({ min: 0, max: 12 }), (draft, backorderTries) => {
    draft.limits = { ...draft.limits, backorderTries };
  }),
  maybe(fc.record({ counterTolerance: shares(0.5), invoiceTolerance: shares(0.2) }), (draft, tolerances) => {
    draft.limits = { ...draft.limits, ...tolerances };
  }),
  maybe(shares(0.95), ({ systems }, rejection) => {
    systems.market = {
      ...systems.market,
      rejection: { soft: rejection / 2, normal: rejection, tight: rejection },
      maxRejection: 0.95,
    };
  }),
  maybe(
    fc.record({
      slot: times('min', { min: 10, max: 240 }),
      doors: fc.integer({ min: 1, max: 6 }),
      ahead: times('d', { min: 2, max: 14 }),
    }),
    ({ systems, network }, { slot, doors, ahead }) => {
      // Parcels come without.
      if (network.tariffs.every(({ mode }) => mode === 'PARCEL')) return;
      const answer = { constant: '3 min' };
      systems.tms = { ...systems.tms, appointments: { slot, doors, ahead, answer, source: ASSUMED } };
    },
  ),
  maybe(
    fc.record({
      unread: shares(0.5),
      missing: shares(0.5),
      short: shares(0.2),
      damaged: shares(0.2),
      over: shares(0.2),
      bill: fc.constantFrom('received' as const, 'shipped' as const),
    }),
    ({ systems }, { unread, missing, bill, ...differences }) => {
      systems.proof = {
        unread,
        missing,
        copies: 2,
        otherwise: 'hold',
        differences: { ...differences, ofLine: 0.25, bill, overs: 'collected', source: ASSUMED },
        source: ASSUMED,
      };
    },
  ),
);

/** Each with what it needs elsewhere. */
const OWNERS: Readonly<Record<string, (draft: Draft) => void>> = {
  'TMS tenders': (draft) => {
    draft.responsibilities = { tender: 'tms', book: 'tms' };
    draft.systems.tms = { ...draft.systems.tms, tendering: { every: '30 min', source: ASSUMED } };
    const { rerouteMax: _byTheCore, ...limits } = draft.limits;
    draft.limits = limits;
  },
  'TMS consolidates': (draft) => {
    if (draft.network.nodes.every(({ cutoffs }) => cutoffs === undefined)) return;
    draft.responsibilities = { consolidate: 'tms' };
    draft.systems.tms = { ...draft.systems.tms, consolidation: { every: '2 h', source: ASSUMED } };
  },
  'ERP allocates': (draft) => {
    draft.responsibilities = { allocate: 'erp' };
    draft.policies = ['cheapest-in-stock'];
    const allocation = { answer: { constant: '2 s' }, source: ASSUMED };
    draft.systems.erp = { ...draft.systems.erp, allocation };
  },
  'people tender': (draft) => {
    draft.responsibilities = { tender: 'people' };
    draft.phases = {
      workflow: {
        decisions: { carrier: { by: 'person', role: 'planner', mistakes: 0.02 } },
        source: ASSUMED,
      },
    };
  },
};

const OWNED = maybe(fc.constantFrom(...Object.keys(OWNERS)), (draft, owner) => OWNERS[owner]!(draft));

/** Who types and reads where systems do not talk. */
const DESKS = ['order-desk', 'transport-desk'].map((role) => ({
  role,
  answer: { constant: '30 min' },
  source: ASSUMED,
}));

/** How far orchestration has come. */
const PHASE = maybe(fc.constantFrom('as-is', 'visibility', 'workflow', 'recommendations'), (draft, phase) => {
  if (draft.responsibilities !== undefined) return;
  draft.phase = phase;
  draft.people = [...draft.people, ...DESKS];
});

export function policies(): Edits {
  return together(RULES, LIMITS, OWNED, PHASE);
}
