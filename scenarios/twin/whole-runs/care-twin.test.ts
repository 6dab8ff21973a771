/**
 * Whole runs with customers who are heard: complaints, returns and credits come to their end with every invariant watched, alike whatever
 * a run was copied or interrupted by; and without the sections nothing of it is there.
 */
import { describe, expect, test } from 'vitest';
import { COMPLAINT_CASE, ORDER, RETURN_ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { EventNotes } from '#testing/runs/event-notes';
import { careTwin, smallCare } from '#testing/worlds/care-world';
import { LOSSY_LINKS, runBlinking } from '#testing/worlds/hard-days';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin, OutboundTwinOptions } from '../outbound-twin.ts';

/** Many returns, so that few days have all of it. */
const LIVELY = [
  'returns.classes=[{ class: trade, share: 0.4, after: { lognormal: { median: 6 d, sigma: 0.8 } }, part: 0.4, tooMany: 0.05, ' +
    'reasons: { unwanted: 2, damaged: 1, wrong: 1, defective: 1 }, never: 0.1, strange: 0.1, worn: 0.2, ' +
    'pack: { exponential: { mean: 2 d } }, transit: { constant: 3 d } }]',
];
const world = smallCare({ set: LIVELY });

function ran(
  options: Partial<OutboundTwinOptions> = {},
  of = world,
): { twin: OutboundTwin; notes: EventNotes } {
  const notes = new EventNotes();
  const twin = careTwin(of, { watchers: [notes], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes };
}

const { twin: quiet, notes } = ran();

describe('a run', () => {
  test('has all that customers do, and is over with all of it', () => {
    const seen = [
      'orderHurried',
      'promiseAnswered',
      'complaintAnswered',
      'goodwillCredited',
      'returnAuthorised',
      'returnRefused',
      'returnDiffers',
      'creditNoteIssued',
      'returnClosed',
    ];
    for (const event of seen) expect([event, notes.of(event).length > 0]).toEqual([event, true]);
    for (const type of [ORDER, COMPLAINT_CASE, RETURN_ORDER])
      expect(quiet.host.living(type as ActorTypeNo)).toEqual([]);
    expect(quiet.systems.crm!.remembered).toBe(0);
    expect(quiet.systems.wms.bench!.open).toBe(0);
  });

  test('answers each complaint and each question once', () => {
    const keys = (event: string) =>
      notes
        .of(event)
        .map(({ key }) => key)
        .sort((x, y) => x - y);
    const said = [...new Set(keys('complaintRaised'))];
    expect(keys('complaintAnswered')).toEqual(said);
    expect(keys('promiseAnswered')).toEqual(keys('promiseAsked'));
  });

  test('credits what came back, in the order request, parcel, grade, credit note', () => {
    const at = (event: string) => new Map(notes.of(event).map((each) => [each.key, each.at]));
    const chain = ['returnRequested', 'returnAuthorised', 'returnSent', 'returnArrived', 'returnGraded'].map(
      at,
    );
    for (const { key, at: creditedAt, a } of notes.of('creditNoteIssued')) {
      const times = [...chain.map((times) => times.get(key)!), creditedAt];
      expect(times).toEqual(times.toSorted((x, y) => x - y));
      expect(a).toBeGreaterThan(0);
    }
  });

  test('keeps a bench that opens parcels in its hours only', () => {
    for (const { at, key } of notes.of('returnGraded')) {
      const node = notes.of('returnArrived').find((each) => each.key === key)!.a;
      const zone = ['America/Los_Angeles', 'America/Chicago', 'America/New_York'][node]!;
      const local = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hour: 'numeric',
        hourCycle: 'h23',
        weekday: 'short',
      });
      const parts = Object.fromEntries(local.formatToParts(at).map(({ type, value }) => [type, value]));
      expect([parts.weekday, ['Sat', 'Sun'].includes(parts.weekday!)]).toEqual([parts.weekday, false]);
      expect(Number(parts.hour)).toBeGreaterThanOrEqual(8);
      expect(Number(parts.hour)).toBeLessThanOrEqual(16);
    }
  });

  test('is the same run again, and another with another seed', () => {
    expect(ran().twin.digests()).toEqual(quiet.digests());
    expect(ran({ seed: 2 }).twin.digests().businessDigest).not.toBe(quiet.digests().businessDigest);
  });
});

describe('a copy', () => {
  const stops = [
    'urgencyChanged',
    'promiseAsked',
    'complaintRaised',
    'returnRequested',
    'returnSent',
    'returnArrived',
    'creditNoteIssued',
  ];

  test('goes on as the run never stopped, whatever is open', () => {
    const expected = { events: quiet.kernel.events, ...quiet.digests() };
    const source = careTwin(world, { watchers: [new EventNotes()] });
    source.start();
    const due = stops.map((event) => [event, notes.of(event)[1]!.at] as const).sort(([, x], [, y]) => x - y);
    for (const [event, at] of due) {
      source.run({ until: at });
      const twin = careTwin(world, { watchers: [new EventNotes()] });
      twin.restore(structuredClone(source.snapshot()));
      expect(twin.run()).toBe('empty');
      expect([event, { events: twin.kernel.events, ...twin.digests() }]).toEqual([event, expected]);
    }
  });

  test.each(['mock.CRM', 'mock.doorstep', 'mock.ERP', 'mock.WMS'])(
    'that forgets %s goes another way, or stops',
    (part) => {
      const source = careTwin(world, { watchers: [new EventNotes()] });
      source.start();
      source.run({ until: notes.of('returnArrived')[1]!.at - 1 });
      if (part === 'mock.doorstep') {
        const early = careTwin(world, { watchers: [new EventNotes()] });
        early.start();
        early.run({ until: notes.of('shipmentDelivered')[5]!.at - 1 });
        expect(forgets(early, part)).not.toBe(quiet.digests().digest);
        return;
      }
      expect(forgets(source, part)).not.toBe(quiet.digests().digest);
    },
  );

  function forgets(source: OutboundTwin, part: string): string {
    const copy = source.snapshot();
    const fresh = careTwin(world, { watchers: [new EventNotes()] }).snapshot();
    const twin = careTwin(world, { watchers: [new EventNotes()] });
    try {
      twin.restore({ ...copy, components: { ...copy.components, [part]: fresh.components[part]! } });
      twin.run();
      return twin.digests().digest;
    } catch {
      return 'stopped';
    }
  }
});

describe('the core', () => {
  test('dies and is back at the same instant at any step: the same business', () => {
    const twin = careTwin(world, { watchers: [new EventNotes()] });
    twin.start();
    const blinks = runBlinking(twin, quiet.host.steps, 331);
    expect(twin.run()).toBe('empty');
    expect(blinks).toBeGreaterThan(20);
    expect(twin.digests().businessDigest).toBe(quiet.digests().businessDigest);
    expect(twin.digests().outcomeDigest).toBe(quiet.digests().outcomeDigest);
  });

  test('comes to its end when messages are lost and repeated, with every invariant', () => {
    const { notes: rough } = ran({ faults: LOSSY_LINKS });
    expect(rough.of('creditNoteIssued').length).toBeGreaterThan(10);
    expect(rough.of('complaintAnswered').length).toBeGreaterThan(5);
  });
});

describe('customers', () => {
  test('do the same by chance whoever else orders', () => {
    const wanted = (of: EventNotes): string[] =>
      of
        .of('urgencyChanged')
        .concat(of.of('promiseAsked'))
        .filter(({ key }) => key !== 5 && key !== 40)
        .map(({ event, key, at }) => `${event} ${key} ${at}`)
        .sort();
    const fewer = ran({}, smallCare({ set: [...LIVELY, 'demand.exclude=[5, 40]'] })).notes;
    const both = new Set(wanted(fewer));
    const all = wanted(notes);
    // Who has got all of it asks for nothing any more: a delivery may come on another day.
    expect(all.filter((each) => both.has(each)).length).toBeGreaterThan(0.9 * all.length);
    expect(fewer.of('urgencyChanged').some(({ key }) => key === 5 || key === 40)).toBe(false);
  });

  test('who are silent leave the run as it is without them', () => {
    const silent = smallCare({ set: ['systems.crm.classes=[{ class: trade }]'] });
    const { care: _, ...withoutCrm } = silent;
    const { care: __, ...network } = silent.network;
    const { credits: ___, ...erp } = silent.erp;
    const nodes = silent.wms.nodes.map(({ returns: ____, ...node }) => node);
    const none = { ...withoutCrm, network, erp, wms: { ...silent.wms, nodes } } as OutboundWorld;
    const quietly = (of: OutboundWorld) => ran({}, of).notes.events;
    const classes = silent.care!.crm.classes.map((each) => ({ ...each, returns: null }));
    const only = { ...silent, care: { ...silent.care!, crm: { ...silent.care!.crm, classes } } };
    expect(quietly(only)).toEqual(quietly(none));
  });
});
