/** What goes wrong when: windows that are written down, and faults by seed. */
import fc from 'fast-check';
import type { WrittenFault } from '#scenarios/schema/outbound/faults';
import {
  CALL_FAULTS,
  CLOCK_FAULTS,
  COMMIT_FAULTS,
  EVENT_FAULTS,
  FAULT_KINDS,
  OUTAGE_FAULTS,
  TIMED_FAULTS,
} from '#scenarios/world/fault-settings';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { ASSUMED, boundedDurations, someOf, someShares, times } from './figures.ts';

const WRITTEN_MOST = 5;

type Timed = (typeof TIMED_FAULTS)[number];
type Plain = Exclude<(typeof CALL_FAULTS | typeof EVENT_FAULTS | typeof COMMIT_FAULTS)[number], Timed>;
const timed: readonly string[] = TIMED_FAULTS;
const PLAIN = [...CALL_FAULTS, ...EVENT_FAULTS, ...COMMIT_FAULTS].filter(
  (kind): kind is Plain => !timed.includes(kind),
);

const from = times('h', { min: 0, max: 120 });
const lasts = times('min', { min: 1, max: 1440 });
const share = someShares(0.5);
/** So that receivers still know what comes again, in an outage, too. */
const by = boundedDurations('min', { min: 1, max: 300 });
/** Carriers by their place in the list: a network may have others. */
const partner = fc.option(fc.constantFrom('ERP', 'WMS', 'TMS', 0, 1, 2), { nil: undefined });

type OfPartner = { readonly partner: string | number | undefined };
type Drawn = WrittenFault | (Omit<WrittenFault, 'partner'> & OfPartner);

const ONE: fc.Arbitrary<Drawn> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...PLAIN), partner, from, lasts, share }),
  fc.record({ kind: fc.constantFrom(...TIMED_FAULTS), partner, from, lasts, share, by }),
  fc.record({ kind: fc.constantFrom(...OUTAGE_FAULTS), partner, from, lasts }),
  fc.record({ kind: fc.constant('crash' as const), from }),
  fc.record({ kind: fc.constant('crash-outage' as const), from, lasts }),
  fc.record({ kind: fc.constant('zombie' as const), from, lasts, share, by }),
  fc.record({ kind: fc.constantFrom(...CLOCK_FAULTS), from, lasts, by: times('min', { min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('upgrade' as const), from }),
);

/** What goes by a carrier's own line is hit by outages alone: other faults of it hit every partner instead. */
function addressed({ network }: Draft, fault: Drawn): WrittenFault {
  if (!('partner' in fault)) return fault as WrittenFault;
  const { partner: who, ...rest } = fault;
  const carrier = typeof who === 'number' ? network.carriers[who % network.carriers.length]! : null;
  const wired = carrier !== null && (carrier.x12 ?? carrier.rest ?? carrier.files) !== undefined;
  const name = carrier === null ? who : wired && 'share' in rest ? undefined : carrier.name;
  return (name === undefined ? rest : { ...rest, partner: name }) as WrittenFault;
}

export function faultSchedules(): Edits {
  return together(
    maybe(fc.array(ONE, { minLength: 1, maxLength: WRITTEN_MOST }), (draft, drawn) => {
      const written = drawn.map((fault) => addressed(draft, fault));
      draft.faults = { ...draft.faults, written, source: ASSUMED };
    }),
    maybe(
      fc.record({
        intensity: someShares(0.4),
        kinds: someOf(FAULT_KINDS, 1),
        heal: times('h', { min: 1, max: 240 }),
      }),
      (draft, bySeed) => {
        draft.faults = { ...draft.faults, bySeed, source: ASSUMED };
      },
    ),
  );
}
