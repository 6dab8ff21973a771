/**
 * The folds of one arm, fed as a recorder is: they hear what is written, and keep what pictures need of it.
 *
 * 1. What is heard is never kept: bodies may change after the call.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import type { ArmAggregates } from './aggregates.ts';
import { NetworkFold, type NetworkPlaces } from './network/network-fold.ts';
import { type OverTimeFacts, OverTimeFold } from './over-time/over-time-fold.ts';
import { ProcessMapFold } from './process-map/process-map-fold.ts';

/** What the world says that no event tells. */
export interface FoldFacts {
  readonly places: NetworkPlaces;
  readonly overTime: OverTimeFacts;
}

export class ArmFolds {
  private readonly policy: string;
  private readonly processMap = new ProcessMapFold();
  private readonly network: NetworkFold;
  private readonly overTime: OverTimeFold;

  constructor(policy: string, { places, overTime }: FoldFacts) {
    this.policy = policy;
    this.network = new NetworkFold(places);
    this.overTime = new OverTimeFold(overTime);
  }

  /** In whose stead it is given to the run: everything goes on to `recorder`. */
  before(recorder: Recorder): Recorder {
    const { processMap, network, overTime } = this;
    const heard: Pick<Recorder, 'business' | 'message' | 'task' | 'fault'> = {
      business: (...row) => {
        processMap.business(...row);
        network.business(...row);
        overTime.business(...row);
        recorder.business(...row);
      },
      // Said one by one: it is what is heard most, and a list of them costs more than to hear it.
      message: (sentAt, dueAt, kind, fromType, fromKey, toType, toKey, sender, counter, key, a, b, body) => {
        overTime.message(sentAt, dueAt, kind, fromType, fromKey, toType, toKey, counter, key);
        recorder.message(
          sentAt,
          dueAt,
          kind,
          fromType,
          fromKey,
          toType,
          toKey,
          sender,
          counter,
          key,
          a,
          b,
          body,
        );
      },
      task: (...row) => {
        overTime.task(...row);
        recorder.task(...row);
      },
      fault: (time, kind, place, entityKey, detail) => {
        overTime.fault(time, kind, place);
        recorder.fault(time, kind, place, entityKey, detail);
      },
    };
    return Object.assign(Object.create(recorder), heard);
  }

  /** @param endAt when the run ended, epoch ms */
  aggregates(endAt: number): ArmAggregates {
    return {
      policy: this.policy,
      processMap: this.processMap.result(),
      network: this.network.result(endAt),
      overTime: this.overTime.result(endAt),
    };
  }
}
