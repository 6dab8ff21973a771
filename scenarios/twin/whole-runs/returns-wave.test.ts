/** The scenario `returns-wave` shows what its page says: the bench is late two weeks after the peak, and a second person keeps the promise. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { careTwin } from '#testing/worlds/care-world';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../world/outbound/build.ts';

const PAGE = readFileSync(
  fileURLToPath(new URL('../../../docs/scenarios/returns-wave.md', import.meta.url)),
  'utf8',
);
const PROMISED_DAYS = 10;
const WEEKS = 8;

class Week {
  orders = 0;
  pickHours: number[] = [];
  creditDays: number[] = [];
}

function weeksOf(workers: number): Week[] {
  const set = [`returns.bench.workers=${workers}`];
  const world = buildOutboundWorld(outboundScenario(loadFrom('returns-wave', {}, { set })), 1);
  const weeks = Array.from({ length: 60 }, () => new Week());
  const since = new Map<string, number>();
  const week = (at: number): Week => weeks[Math.floor((at - world.startAt) / (7 * DAY_MS))]!;
  const watcher = {
    name: 'weeks',
    business: (at: number, event: string, _owner: string, _entity: string, key: number): void => {
      if (event === 'orderReleased') week(at).orders += 1;
      if (event === 'stockReserved' || event === 'returnSent') since.set(`${event} ${key}`, at);
      const reservedAt = since.get(`stockReserved ${key}`)!;
      const sentAt = since.get(`returnSent ${key}`)!;
      if (event === 'shipmentPicked') week(reservedAt).pickHours.push((at - reservedAt) / 3_600_000);
      if (event === 'creditNoteIssued') week(sentAt).creditDays.push((at - sentAt) / DAY_MS);
    },
    save: () => null,
    load: () => {},
  };
  const twin = careTwin(world, { watchers: [watcher] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return weeks.slice(0, WEEKS);
}

const mean = (values: readonly number[]): string =>
  (values.reduce((sum, each) => sum + each, 0) / values.length).toFixed(1);
const kept = (days: readonly number[]): string =>
  `${Math.round((100 * days.filter((each) => each <= PROMISED_DAYS).length) / days.length)} %`;
const whole = (count: number): string => count.toLocaleString('en-US');

test('the table of the page is what the run gives, and its moral holds', () => {
  const one = weeksOf(1);
  const two = weeksOf(2);
  const rows = PAGE.split('\n').filter((line) => /^\| \d+ (Nov|Dec) \|/.test(line));
  const made = one
    .slice(1)
    .map(({ orders, pickHours, creditDays }, i) =>
      [
        whole(orders),
        pickHours.length === 0 ? '' : `${mean(pickHours)} h`,
        whole(creditDays.length),
        mean(creditDays),
        kept(creditDays),
        mean(two[i + 1]!.creditDays),
        kept(two[i + 1]!.creditDays),
      ].join(' | '),
    );
  expect(
    rows.map((row) => row.split(' | ').slice(1).join(' | ').replace(/ \|$/, '').replace('0 | |', '0 |  |')),
  ).toEqual(made);
  const share = ({ creditDays }: Week): number => Number.parseFloat(kept(creditDays));
  // Of the peak itself, and of what is posted two and three weeks after it began.
  expect(share(one[3]!)).toBeGreaterThan(99);
  for (const late of [one[5]!, one[6]!]) expect(share(late)).toBeLessThan(75);
  for (const each of two.slice(1)) expect(share(each)).toBeGreaterThan(98);
}, 120_000);
