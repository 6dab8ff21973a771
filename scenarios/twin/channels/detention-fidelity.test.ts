/**
 * Detention terms over the wire: a carrier on X12 and one with a web API are tendered terms, accept them or counter with their own,
 * and bill by what was agreed. The same whether by reference or as bytes, where trucks stand and both counter; that the check can
 * fail, by carriers that read a cent more an hour.
 */
import { describe, expect, test } from 'vitest';
import type { ApiCodec } from '#mock-systems/api/codec';
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import type { JsonObject } from '#orchestrator/contracts/rest-payloads';
import type { X12Interchange, X12Reading } from '#orchestrator/contracts/x12-interchange';
import type { BusinessWatcher } from '#scenarios/host/signals';
import { OBJECTS, WIRE, wireWith } from '#testing/runs/fidelity';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { CARRIER, partnerWorld } from '#testing/worlds/partner-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { Fidelity } from './channels.ts';

/** Of the rate agreements; the carriers' own rate is dearer, within the tolerance of a counter-offer. */
const AGREED: DetentionTerms = { freeTimeMs: 0, perHourMinor: 5_700 };
const OWN = 6_000;
const SPEAKING: ReadonlySet<number> = new Set([CARRIER.ltl, CARRIER.parcel]);

/** Turns many offers down, and names a price and its own terms instead. */
function countering(profile: CarrierProfile): CarrierProfile {
  return {
    ...profile,
    acceptance: {
      ...profile.acceptance,
      rejectionFactor: 8,
      counterShare: 0.9,
      counterMarkup: { kind: 'constant', value: 0.01 },
    },
    pickup: { ...profile.pickup, freeTimeMs: 0, detentionPerHourMinor: OWN },
  };
}

function standing(): OutboundWorld {
  const world = partnerWorld({ ordersPerDay: 60 });
  return {
    ...world,
    tms: { ...world.tms, detention: world.carriers.map(() => AGREED) },
    carriers: world.carriers.map((profile, no) => (SPEAKING.has(no) ? countering(profile) : profile)),
  };
}

const world = standing();

interface Counts extends BusinessWatcher {
  /** Trucks that stood, by what was charged for each hour. */
  readonly stood: { agreed: number; own: number };
  readonly countered: Set<number>;
  differ: number;
}

function counts(): Counts {
  const seen: Counts = {
    name: 'detention',
    stood: { agreed: 0, own: 0 },
    countered: new Set(),
    differ: 0,
    business: (_time, event, _owner, _entity, _key, _n, a) => {
      if (event === 'tenderCountered') seen.countered.add(a);
      if (event === 'bookedTermsDiffer') seen.differ += 1;
      if (event !== 'truckDetained') return;
      if (a % AGREED.perHourMinor === 0) seen.stood.agreed += 1;
      else if (a % OWN === 0) seen.stood.own += 1;
    },
    save: () => null,
    load: () => {},
  };
  return seen;
}

async function ran(fidelity: Fidelity) {
  const seen = counts();
  const twin = distributorTwin(world, { fidelity, watchers: [seen] });
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  const { stood, countered, differ } = seen;
  return { digests: twin.digests(), stood, countered, differ };
}

const byReference = await ran(OBJECTS);

describe('objects and wire', () => {
  test('give the same run, in which trucks stood on terms tendered and on terms countered', async () => {
    expect(await ran(WIRE)).toEqual(byReference);
    expect(byReference.stood.agreed).toBeGreaterThan(0);
    expect(byReference.stood.own).toBeGreaterThan(0);
    for (const carrier of SPEAKING) expect(byReference.countered).toContain(carrier);
    expect(byReference.differ).toBe(0);
  });
});

describe('a planted cent an hour', () => {
  function dearer<Held extends X12Interchange>(interchange: Held): Held {
    const groups = interchange.groups.map((group) => ({
      ...group,
      sets: group.sets.map((set) => {
        if (set.id !== '204') return set;
        const references = set.payload.references.map((each) =>
          each.description === 'DETENTION PER HOUR' ? { ...each, value: `${Number(each.value) + 1}` } : each,
        );
        return { ...set, payload: { ...set.payload, references } };
      }),
    }));
    return { ...interchange, groups };
  }

  test('in the reading of a 204 breaks the equality', async () => {
    const read = (bytes: Uint8Array): X12Reading | null => {
      const reading = carrierCodecs.x12.read(bytes);
      return reading === null ? null : { ...reading, interchange: dearer(reading.interchange) };
    };
    const wrong = await ran(wireWith('x12', { read }));
    expect(wrong.digests.businessDigest).not.toBe(byReference.digests.businessDigest);
  });

  test('in the reading of a call breaks the equality', async () => {
    const { respond } = carrierCodecs.rest;
    const rest: Pick<ApiCodec, 'respond'> = {
      respond: (request, serve) =>
        respond(request, (call) => {
          const terms = call.body.detention as JsonObject | undefined;
          if (terms === undefined) return serve(call);
          const detention = { ...terms, perHour: { amount: '57.01', currency: 'USD' } };
          return serve({ ...call, body: { ...call.body, detention } });
        }),
    };
    const wrong = await ran(wireWith('rest', rest));
    expect(wrong.digests.businessDigest).not.toBe(byReference.digests.businessDigest);
  });
});
