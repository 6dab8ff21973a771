/** A broker in front of a core that writes down what it gets, and knows a message again. */
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { nullRecorder } from '../../recording/recorder.ts';
import type { BrokerFaults, BrokerSettings } from '../../world/broker-settings.ts';
import { Broker } from './broker.ts';

export const PARTNER_NO = 1;
export const SECOND_MS = 1000;

export const CALM: BrokerFaults = { untilAt: 0, deaths: null, stalls: null, poison: null };

export const SETTINGS: BrokerSettings = {
  partners: null,
  partitions: 4,
  consumers: 2,
  pollEveryMs: 500,
  batch: 10,
  handleMs: 100,
  commitEveryMs: 5000,
  commitsOnRevoke: true,
  sessionTimeoutMs: 10_000,
  rebalanceMs: 3000,
  cooperative: false,
  scaling: [],
  faults: CALM,
};

export interface Handed {
  readonly at: number;
  readonly key: number;
  readonly counter: number;
  readonly again: boolean;
}

export interface BrokerRig {
  readonly kernel: Kernel;
  readonly broker: Broker;
  readonly handed: Handed[];
  readonly faults: { readonly kind: string; readonly at: number }[];
  /** Of each message, when the core first had it, since it was published. */
  readonly waits: number[];
  publish(at: number, key: number, counter: number, partner?: number): void;
}

export function brokerRig(
  settings: Partial<BrokerSettings> = {},
  { seed = 1, coreIsDown = (_now: number): boolean => false } = {},
): BrokerRig {
  const kernel = new Kernel({ start: 0 });
  const handed: Handed[] = [];
  const waits: number[] = [];
  const faults: BrokerRig['faults'] = [];
  const broker = new Broker({
    kernel,
    recorder: { ...nullRecorder, fault: (at, kind) => faults.push({ kind, at }) },
    random: new Random(seed),
    settings: { ...SETTINGS, ...settings },
    desk: null,
    watch: { waited: (_partner, waitMs) => waits.push(waitMs), turnedAway: () => {} },
  });
  kernel.component('handed', {
    save: () => handed.slice(),
    load: (saved) => handed.splice(0, Infinity, ...(saved as Handed[])),
  });
  const end = broker.before({
    receive: ({ key, counter }) => {
      if (coreIsDown(kernel.now)) return 'refused';
      const again = handed.some((each) => each.counter === counter);
      handed.push({ at: kernel.now, key, counter, again });
      return again ? 'repeat' : 'taken';
    },
    acknowledge: () => {},
  });
  const onPublish = kernel.handler('test.publish', (_a, _b, message) => {
    end.receive(message as Envelope);
  });
  return {
    kernel,
    broker,
    handed,
    faults,
    waits,
    publish: (at, key, counter, partner = PARTNER_NO) =>
      kernel.schedule(
        onPublish,
        at,
        0,
        0,
        envelope('milestoneReported', PARTNER, partner, 0, 0, partner, counter, key, counter, 2, null),
      ),
  };
}
