/**
 * Whole runs with disputed bills: each dispute is answered once, a bill that is too high is credited what it is too high, once, a right one
 * is not; alike whatever the run was copied by, and the same run as without the sections where they say nothing.
 */
import { describe, expect, test } from 'vitest';
import { COMPLAINT, kindOfComplaint, shipmentOfComplaint } from '#orchestrator/contracts/complaint-key';
import { RESOLUTION } from '#orchestrator/contracts/crm';
import { DISPUTED_BILLS } from '#testing/runs/disputes';
import { EventNotes, type Noted } from '#testing/runs/event-notes';
import { careTwin, smallCare } from '#testing/worlds/care-world';
import { LOSSY_LINKS } from '#testing/worlds/hard-days';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin, OutboundTwinOptions } from '../outbound-twin.ts';

class BillNotes extends EventNotes {
  /** About bills alone. */
  override of(event: string): Noted[] {
    return super
      .of(event)
      .filter(({ key }) => !event.startsWith('complaint') || kindOfComplaint(key) === COMPLAINT.bill);
  }
}

const world = smallCare({ days: 2, set: DISPUTED_BILLS });

function ran(
  options: Partial<OutboundTwinOptions> = {},
  of: OutboundWorld = world,
): { twin: OutboundTwin; notes: BillNotes } {
  const notes = new BillNotes();
  const twin = careTwin(of, { watchers: [notes], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes };
}

const { twin: quiet, notes } = ran();
const amounts = (event: string): Map<number, number> =>
  new Map(notes.of(event).map(({ key, a }) => [key, a]));

describe('a run', () => {
  test('answers each dispute once, in each way', () => {
    const answers = notes.of('complaintAnswered');
    const keys = new Set(notes.of('complaintRaised').map(({ key }) => key));
    expect(answers.map(({ key }) => key).sort((x, y) => x - y)).toEqual([...keys].sort((x, y) => x - y));
    const ways = new Set(answers.map(({ a, b }) => `${a} ${b}`));
    for (const way of [
      `${RESOLUTION.credited} 0`,
      `${RESOLUTION.credited} 1`,
      `${RESOLUTION.rejected} 0`,
      `${RESOLUTION.tooLate} 0`,
    ])
      expect([way, ways.has(way)]).toEqual([way, true]);
  });

  test('credits a bill what it was too high, and none that was right', () => {
    const tooHigh = amounts('billMistaken');
    const returned = new Set(notes.of('creditNoteIssued').map(({ key }) => key));
    const credited = notes.of('billCredited');
    expect(credited.length).toBeGreaterThan(10);
    for (const { key, a, b } of credited) {
      expect(b).toBe(shipmentOfComplaint(key));
      if (!returned.has(b)) expect(a).toBe(tooHigh.get(b));
    }
    for (const { key, a } of notes.of('complaintAnswered'))
      if (a === RESOLUTION.rejected) expect(tooHigh.has(shipmentOfComplaint(key))).toBe(false);
  });

  test('tells the customers what ERP has credited', () => {
    const { corrections, correctionsMinor } = quiet.systems.erp.credits!.ledger;
    expect(corrections).toBe(notes.of('billCredited').length);
    expect(quiet.systems.crm!.ledger.correctedMinor).toBe(correctionsMinor);
    expect(quiet.systems.crm!.remembered).toBe(0);
  });

  test('copied with disputes open goes on as the run never stopped', () => {
    for (const event of ['billMistaken', 'complaintRaised', 'billCredited']) {
      const source = careTwin(world, { watchers: [new BillNotes()] });
      source.start();
      source.run({ until: notes.of(event)[3]!.at });
      const twin = careTwin(world, { watchers: [new BillNotes()] });
      twin.restore(structuredClone(source.snapshot()));
      expect(twin.run()).toBe('empty');
      expect([event, twin.digests()]).toEqual([event, quiet.digests()]);
    }
  });

  test('comes to its end when messages are lost and repeated: each dispute credited once all the same', () => {
    const { notes: rough } = ran({ faults: LOSSY_LINKS });
    const credited = rough.of('billCredited').map(({ key }) => key);
    expect(credited.length).toBeGreaterThan(10);
    expect(new Set(credited).size).toBe(credited.length);
  });

  test('in which no bill is wrong and nobody disputes one makes the events of one without the sections', () => {
    const [, disputes] = DISPUTED_BILLS;
    const none = disputes!.replace('noticed: 0.8, unfounded: 0.1', 'noticed: 0, unfounded: 0');
    const quietly = (set: readonly string[]) =>
      ran({}, smallCare({ days: 1, ordersPerDay: 40, set })).notes.events;
    expect(quietly([none, 'systems.erp.wrongBills={ source: assumption }'])).toEqual(quietly([]));
  });
});
