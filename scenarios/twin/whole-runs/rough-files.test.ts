/**
 * Files that come again under another name, and cut-offs that are missed: what a run does is the same business where files only come twice, and
 * later where they are closed later. Each message is known by its own number, whatever the file is called; where it is not, and where what
 * missed a cut-off is forgotten, an invariant says so.
 */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { expectCaught, type Inside, replaced } from '#testing/worlds/outbound-plants';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { ThreePlChannel } from '../channels/files-lines.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const SMALL = ['demand.days=2', 'demand.ordersPerDay=40'];
/** All else that goes astray on the line of `three-pl`. */
const NOTHING_ELSE = [
  'systems.threePl.faults={ lost: 0, halfWritten: 0, overtaken: 0, doubled: 0, late: 0, recordSpoilt: 0 }',
  'systems.threePl.receiptFaults={ lost: 0, late: 0 }',
];

function worldWith(faults: string): OutboundWorld {
  const set = [...SMALL, ...NOTHING_ELSE, `systems.threePl.faults=${faults}`];
  return buildOutboundWorld(outboundScenario(loadFrom('three-pl', {}, { set })), 1);
}

const lineOf = (twin: OutboundTwin) => (twin.channels[0] as ThreePlChannel).line;

function ran(world: OutboundWorld) {
  const faults = new Map<string, Set<string>>();
  const recorder: Recorder = {
    ...nullRecorder,
    fault: (_time, kind, place) => faults.set(kind, (faults.get(kind) ?? new Set()).add(place)),
  };
  const twin = distributorTwin(world, { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  const { businessDigest, outcomeDigest } = twin.digests();
  return { faults, tally: lineOf(twin).tally, business: { businessDigest, outcomeDigest } };
}

const RENAMED = '{ renamed: 0.3, delayBy: { uniform: { min: 1 h, max: 12 h } } }';
const MISSED = '{ cutoffMissed: 0.3 }';
const quiet = ran(worldWith('{}'));

describe('a file that comes again under another name', () => {
  const world = worldWith(RENAMED);

  test('changes nothing of the business, either way', () => {
    const { faults, tally, business } = ran(world);
    expect(faults.get('renamed')?.size).toBe(2);
    expect(tally.renamed).toBeGreaterThan(20);
    // It is no repeat of a file: nobody could tell by its number.
    expect([tally.repeats, quiet.tally.repeats, quiet.tally.renamed]).toEqual([0, 0, 0]);
    expect(business).toEqual(quiet.business);
  });

  test('whose messages the core takes anew is caught', () => {
    expectCaught(
      'applied-once',
      /the core has taken \d+ messages of .*, which sent \d+|not each of these once/,
      ({ host }) => {
        (host as Inside).window.note = () => 'new';
      },
      world,
    );
  });

  test('whose orders the third party takes anew is caught', () => {
    expectCaught(
      'applied-once',
      /WMS was given \d+ messages to do, the core sent it \d+/,
      ({ systems }) => {
        (systems.wms as Inside).seen.note = () => true;
      },
      world,
    );
  });

  test('is known by its messages for two days, and `dray check` allows no later copy', () => {
    const late = worldWith(RENAMED.replace('uniform: { min: 1 h, max: 12 h }', 'constant: 12 h'));
    expect(ran(late).business).toEqual(quiet.business);
  });
});

describe('a cut-off that is missed', () => {
  const world = worldWith(MISSED);

  test('makes what waits go with the next one, either way, and nothing is lost', () => {
    const { faults, tally, business } = ran(world);
    expect(faults.get('cutoffMissed')?.size).toBe(2);
    expect(tally.cutoffsMissed).toBeGreaterThan(20);
    expect(tally.files).toBeLessThan(quiet.tally.files);
    expect(business.businessDigest).not.toBe(quiet.business.businessDigest);
  });

  test('at which what waits is forgotten is caught', () => {
    expectCaught(
      'no-drift',
      /shipment \d+ .* left \d+ days ago, and ERP has not posted it/,
      (twin) => {
        const { luck, desk } = (lineOf(twin) as Inside).options;
        replaced(luck, 'missesCutoff', (right, ...at) => {
          const missed = right(...at);
          if (missed) desk.waiting = [];
          return missed;
        });
      },
      world,
    );
  });
});
