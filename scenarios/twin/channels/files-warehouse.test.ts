/**
 * A third party's warehouse that is reached by files over a bad line, beside others that are connected: a run is the same by reference and as text, what
 * is lost comes again, and the other warehouses do not notice. That the check can fail is shown by codecs that are a unit wrong.
 */
import { describe, expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { ExchangeFile, FileCell, FilesCodec } from '#orchestrator/contracts/exchange-files';
import { OBJECTS, WIRE, wireWith } from '#testing/runs/fidelity';
import { ROUGH_FILES } from '#testing/worlds/files-world';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { eventCounts, onItsWay, partnerWorld } from '#testing/worlds/partner-world';
import type { BusinessWatcher } from '../../host/signals.ts';
import type { Fidelity } from './channels.ts';
import type { ThreePlChannel } from './files-lines.ts';
import type { FilesTally } from './files-tally.ts';

const SEEDS = [1, 2, 3];
const NODE = 1;

const native = partnerWorld({ ordersPerDay: 80, partners: [] });
const world = { ...native, threePl: { ...ROUGH_FILES, nodes: [NODE] } };

function ran(fidelity: Fidelity, seed: number, of: typeof native = world, watcher?: BusinessWatcher) {
  const counts = eventCounts();
  const watchers = watcher === undefined ? [counts] : [counts, watcher];
  const twin = distributorTwin(of, { fidelity, seed, watchers });
  twin.start();
  expect(twin.run()).toBe('empty');
  const line = (twin.channels[0] as ThreePlChannel | undefined)?.line;
  return {
    digests: twin.digests(),
    counts: counts.sorted(),
    tally: line?.tally,
    open: twin.openWork(),
    twin,
  };
}

/** Of every record of a type one unit more in its first line. */
function oneMore(file: ExchangeFile, type: string, cell: number): ExchangeFile {
  const added = (cells: readonly FileCell[]): FileCell[] =>
    cells.map((each, i) => (i === cell ? (each as number) + 1 : each));
  const records = file.records.map((record) => {
    if (record.type !== type) return record;
    const parts = record.parts.map((part, i) => (i === 0 ? { ...part, cells: added(part.cells) } : part));
    return { ...record, parts };
  });
  return { ...file, records };
}

describe('objects and wire', () => {
  test('give the same events, figures and ends, with everything that can happen on the line having happened', () => {
    const sum = new Map<string, number>();
    for (const seed of SEEDS) {
      const objects = ran(OBJECTS, seed);
      const wire = ran(WIRE, seed);
      expect(wire.digests).toEqual(objects.digests);
      expect(wire.counts).toEqual(objects.counts);
      expect(wire.tally).toEqual(objects.tally);
      expect(Object.values(wire.open).every((count) => count === 0)).toBe(true);
      expect(wire.twin.host.keptMessages).toBe(0);
      for (const [kind, count] of Object.entries(wire.tally as FilesTally))
        sum.set(kind, (sum.get(kind) ?? 0) + count);
    }
    expect(sum.get('aside')).toBe(0);
    sum.delete('aside');
    for (const [kind, count] of sum) expect.soft(count, kind).toBeGreaterThan(0);
  });

  test('in mid-run: a copy in the other form ends as the run never stopped', () => {
    const straight = ran(OBJECTS, 2).digests;
    for (const [from, to] of [
      [OBJECTS, WIRE],
      [WIRE, OBJECTS],
    ] as const) {
      const twin = distributorTwin(world, { fidelity: from, seed: 2 });
      twin.start();
      do expect(twin.run({ events: 900 })).toBe('events');
      while (!onItsWay(twin.snapshot()));
      const copy = distributorTwin(world, { fidelity: to, seed: 2 });
      copy.restore(structuredClone(twin.snapshot()));
      copy.run();
      expect(copy.digests()).toEqual(straight);
    }
  });

  test.each([
    ["a unit in the warehouse's reading of reservations", 'read', 'RSV', 1],
    ["a unit in the warehouse's writing of what it has reserved", 'write', 'RSD', 0],
  ] as const)('a planted unit is seen: %s', (_what, where, type, cell) => {
    const objects = ran(OBJECTS, 1).digests.businessDigest;
    const { read, write } = carrierCodecs.files;
    const wrong: Partial<FilesCodec> = {
      [where]: (given: string & ExchangeFile) => {
        if (where === 'write') return write(oneMore(given, type, cell));
        const reading = read(given);
        return reading === null ? null : { ...reading, file: oneMore(reading.file, type, cell) };
      },
    };
    let digest = 'stopped by an invariant';
    try {
      digest = ran(wireWith('files', wrong), 1).digests.businessDigest;
    } catch (error) {
      expect(String(error)).toMatch(/violated/);
    }
    expect(digest).not.toBe(objects);
  });
});

test('only what the node and the core say to each other goes by file: it waits, and the other nodes do not', () => {
  const pickedAfter = (of: typeof native): ReadonlyMap<number, number> => {
    const reservedAt = new Map<number, number>();
    const waits = new Map<number, number[]>();
    const watcher: BusinessWatcher = {
      name: 'waits',
      business: (at, event, _owner, _entity, key, _n, node) => {
        if (event === 'stockReserved') reservedAt.set(key, at);
        if (event !== 'shipmentPicked') return;
        waits.set(node, [...(waits.get(node) ?? []), at - reservedAt.get(key)!]);
      },
      save: () => null,
      load: () => {},
    };
    ran(OBJECTS, 1, of, watcher);
    const median = (list: number[]): number => list.sort((x, y) => x - y)[list.length >> 1]!;
    return new Map([...waits].map(([node, list]) => [node, median(list)]));
  };
  const before = pickedAfter(native);
  const after = pickedAfter({
    ...world,
    threePl: { ...ROUGH_FILES, cutoffEveryMs: 6 * 3_600_000, nodes: [NODE] },
  });
  expect(after.get(NODE)! - before.get(NODE)!).toBeGreaterThan(3_600_000);
  for (const node of [0, 2]) expect(after.get(node)! - before.get(node)!).toBeLessThan(3_600_000);
});
