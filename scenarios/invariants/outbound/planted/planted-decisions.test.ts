/** A small day of the distributor in which something is done that nobody with the right to has decided: the run stops, and names it. */
import { describe, expect, test } from 'vitest';
import type { DelayOption } from '#orchestrator/decisions/delay-response';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  SMALL_DAY,
  violationOf,
} from '#testing/worlds/outbound-plants';
import type { OutboundTwin } from '../../../twin/outbound-twin.ts';
import type { OutboundWorld } from '../../../world/outbound-world.ts';

describe('decision-audited', () => {
  /** Changes the answers of a decision point once they are on record. */
  const otherAnswer =
    (point: string, of: (option: Inside, options: Inside[]) => Inside): Plant =>
    ({ host }) =>
      replaced((host as Inside).desk, 'decideAlone', (right, ask) => {
        const answer = right(ask);
        const { option } = answer.body;
        if (ask.point !== point || option === null) return answer;
        const other = of(option, ask.options);
        return { ...answer, chosen: ask.options.indexOf(other), body: { ...answer.body, option: other } };
      });
  const another = (option: Inside, options: Inside[]): Inside =>
    options.find((each) => (each.node ?? each.carrier) !== (option.node ?? option.carrier)) ?? option;
  /** Nothing of a decision point goes on record. */
  const unrecorded =
    (point: string): Plant =>
    ({ host }) =>
      replaced((host as Inside).desk, 'note', (right, ask, decided) => {
        if (ask.point !== point) right(ask, decided);
      });

  const predicting: OutboundWorld = {
    ...SMALL_DAY,
    network: { ...SMALL_DAY.network, predictsDelays: { lateByMs: 86_400_000 }, auditsBills: true },
  };

  test.each<[string, RegExp, Plant, OutboundWorld?]>([
    [
      'an order sourced at another node than is on record',
      /order \d+: sourcing 1 at DC \w+; the last on record is 1, at DC \w+/,
      otherAnswer('sourcing', another),
    ],
    [
      'an order sourced, and no decision on record',
      /order \d+: sourcing 1 at DC \w+; the last on record is 0, nowhere/,
      unrecorded('sourcing'),
    ],
    [
      'a load tendered to another carrier than is on record',
      /load \d+: tender 1 to .*, .* was chosen/,
      otherAnswer('carrier', another),
    ],
    [
      'a load tendered, and no decision on record',
      /load \d+: tender 1 to .*, and no choice of a carrier is on record/,
      unrecorded('carrier'),
    ],
    [
      'speed bought, and to wait is on record',
      /load \d+: 12000 offered for speed by response 1; on record is 1, for -1/,
      otherAnswer('delay-response', (_option, options: DelayOption[]) =>
        options.find(({ action }) => action === 'expedite'),
      ),
    ],
    [
      'a load taken to be late, and on time is on record',
      /load \d+: counts as late by prediction 1; the last on record that says so is 0/,
      otherAnswer('delay-prediction', (_option, options) => options.find(({ says }) => says === 'late')),
      predicting,
    ],
    [
      'a bill paid as billed, and no decision on record',
      /load \d+: its bill is paid, and no decision on record says so/,
      unrecorded('invoice-anomaly'),
      predicting,
    ],
    [
      'the same decision on record twice',
      /order \d+: sourcing 1 is on record after sourcing 1/,
      ({ host }) =>
        replaced((host as Inside).desk, 'note', (right, ask, decided) => {
          right(ask, decided);
          right(ask, decided);
        }),
    ],
  ])('%s', (_what, message, plant, world) => {
    expectCaught('decision-audited', message, plant, world);
  });
});

describe('authority-kept', () => {
  const own = (): OutboundWorld => ({ ...SMALL_DAY });
  /** Carriers accept at more than they were offered. */
  const dear: Plant = ({ systems }) =>
    replaced((systems.tms as Inside).bookings, 'book', (right, key, carrier, amountMinor, body) =>
      right(key, carrier, Math.ceil(amountMinor * 1.2), body),
    );

  test('limits that are in force stop nothing', () => {
    expect(violationOf(inForce({}), own())).toBe(null);
  });

  test.each<[string, RegExp, Plant]>([
    [
      'more carriers asked than a round has',
      /load \d+: tender 2 is no. 2 of a round of 1, and no planner was asked/,
      inForce({ tendersMax: 1 }),
    ],
    [
      'a booking beyond what was offered and tolerated',
      /load \d+: booked for \d+ \(tender \d+\), offered \d+ and 0.08 of it/,
      dear,
    ],
    [
      'more spent on speed than is allowed',
      /load \d+: expedite for 12000 decided, 5000 are allowed/,
      (twin: OutboundTwin, saboteur) => {
        inForce({ expediteMinorMax: 5000 })(twin, saboteur);
        always(twin, 'expedite');
      },
    ],
    [
      'advice beyond a limit, followed by nobody else',
      /order \d+: sourcing 1 was beyond-authority, and nobody else has decided/,
      ({ host }) =>
        replaced((host as Inside).desk, 'decider', (right, ask) => ({
          ...right(ask),
          fallback: 'beyond-authority',
        })),
    ],
    [
      'a load given up as lost that nobody misses',
      /load \d+: given up as lost, and neither carrier nor anybody else has said so/,
      (twin, saboteur) => {
        saboteur.act = (event, load, carrier) => {
          if (event === 'loadDeparted')
            twin.host.books.business(
              twin.kernel.now,
              'loadGivenUpAsLost',
              'core',
              'load',
              load,
              1,
              carrier,
              twin.kernel.now,
            );
        };
      },
    ],
    [
      'a bill written off that an auditor would have waited for',
      /load \d+: its bill is written off, and no auditor has said so/,
      (twin, saboteur) => {
        saboteur.act = (event, load, carrier) => {
          if (event === 'loadDelivered')
            twin.host.books.business(
              twin.kernel.now,
              'freightWrittenOff',
              'core',
              'freight-invoice',
              load,
              1,
              100,
              carrier,
            );
        };
      },
    ],
    [
      'a disputed bill paid in full, and no auditor has said so',
      /load \d+: \d+ paid on a disputed bill, \d+ were agreed, and neither carrier nor auditor has said so/,
      ({ systems }) => {
        const { erp, carriers } = systems as Inside;
        const billed = new Map<number, number>();
        for (const { office } of carriers)
          replaced(office, 'loadEvent', (right, event, load, n, a, b) => {
            if (event === 'freightBilled') billed.set(load, a);
            if (event !== 'invoiceCorrected') right(event, load, n, a, b);
          });
        replaced(erp, 'pay', (right, load, _minor, carrier) => right(load, billed.get(load), carrier));
      },
    ],
  ])('%s', (_what, message, plant) => {
    expectCaught('authority-kept', message, plant, own());
  });
});

describe('another carrier under way', () => {
  const { network } = SMALL_DAY;
  const rerouting = (): OutboundWorld => ({
    ...SMALL_DAY,
    network: { ...network, limits: { ...network.limits, rerouteMinorMax: 500_000 } },
  });

  test('is right as it was decided', () => {
    let rerouted = 0;
    const violation = violationOf((twin, saboteur) => {
      always(twin, 'reroute');
      saboteur.act = (event) => {
        if (event === 'loadRerouted') rerouted += 1;
      };
    }, rerouting());
    expect(violation).toBe(null);
    expect(rerouted).toBeGreaterThan(0);
  });

  test('is wrong when to wait is on record', () => {
    expectCaught(
      'decision-audited',
      /load \d+: \d+ offered to another carrier; on record is response 1, for -1/,
      ({ host }) =>
        replaced((host as Inside).desk, 'decideAlone', (right, ask) => {
          const answer = right(ask);
          const option = ask.options.find((each: DelayOption) => each.action === 'reroute');
          if (option === undefined) return answer;
          return { ...answer, chosen: ask.options.indexOf(option), body: { ...answer.body, option } };
        }),
      rerouting(),
    );
  });

  test('is wrong beyond the limit, decided or booked', () => {
    expectCaught(
      'authority-kept',
      /load \d+: reroute for \d+ decided, 100 are allowed/,
      (twin, saboteur) => {
        inForce({ rerouteMinorMax: 100 })(twin, saboteur);
        always(twin, 'reroute');
      },
      rerouting(),
    );
    expectCaught(
      'authority-kept',
      /load \d+: booked onward for \d+, of which \d+ are earned; 100 on top are allowed/,
      (twin, saboteur) => {
        always(twin, 'reroute');
        saboteur.act = (event) => {
          if (event === 'rerouteRequested') inForce({ rerouteMinorMax: 100 })(twin, saboteur);
        };
      },
      rerouting(),
    );
  });
});

describe('a carrier that does not come to fetch a load', () => {
  const lateMs = { kind: 'constant', value: 20 * 86_400_000 } as const;
  const { network, settleBoundMs: _none, ...day } = SMALL_DAY;
  const absent: OutboundWorld = {
    ...day,
    network: { ...network, limits: { ...network.limits, slaRiskMs: -86_400_000, rerouteMinorMax: 500_000 } },
    carriers: day.carriers.map((each, no) => ({
      ...each,
      pickup: { ...each.pickup, lateShare: no === 0 ? 1 : 0, lateMs },
    })),
  };
  /** Whoever has the load is booked again otherwise than it should be. */
  const bookedAgain =
    (change: (args: Inside[]) => void): Plant =>
    (twin) => {
      always(twin, 'reroute');
      replaced((twin.systems.tms as Inside).bookings, 'noteBooked', (right, key, load) => {
        const args = { ...load };
        if (load.rate === -1) change([args]);
        right(key, args);
      });
    };

  test('is paid no more for than was agreed with whoever has it', () => {
    expectCaught(
      'authority-kept',
      /load \d+: booked again for \d+ \(tender \d+\), agreed were \d+/,
      bookedAgain(([load]) => {
        load.amountMinor += 100_000;
      }),
      absent,
    );
  });

  test('does not leave it to anybody but whoever has it', () => {
    expectCaught(
      'one-active-booking',
      /load \d+: booked with Swallow Parcel, accepted by /,
      bookedAgain(([load]) => {
        load.carrier = 0;
      }),
      absent,
    );
  });
});

/** The core goes by the limits that it began with; these are in force. */
function inForce(limits: Partial<OutboundWorld['network']['limits']>): Plant {
  return (twin) => {
    const { network } = twin.world;
    (twin.world as Inside).network = { ...network, limits: { ...network.limits, ...limits } };
  };
}

/** Whoever decides about a delay decides this, where it is offered. */
function always(twin: OutboundTwin, action: DelayOption['action']): void {
  replaced((twin.host as Inside).desk, 'decider', (right, ask) => {
    const chosen = ask.options.findIndex((each: DelayOption) => each.action === action);
    return ask.point === 'delay-response' && chosen >= 0 ? { ...right(ask), chosen } : right(ask);
  });
}
