/** Lanes of version 1, which held what they had in hand in three lists; of version 2, whose sendings were properties by key. */
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import { addTrouble, emptyLane, type LaneState, send, stage } from './lane-state.ts';
import { addSent } from './sent-keys.ts';

interface InHandBefore {
  readonly key: number;
  readonly counter: number;
}

export interface LaneOfLists
  extends Pick<
    LaneState,
    | 'partner'
    | 'flow'
    | 'tokens'
    | 'asked'
    | 'answers'
    | 'answersSince'
    | 'latencyMs'
    | 'recent'
    | 'recentAt'
    | 'timeoutAt'
    | 'pollAt'
  > {
  readonly outstanding: readonly {
    readonly message: CoreToPartner;
    readonly sentAt: number;
    readonly probe: boolean;
  }[];
  readonly staged: readonly (InHandBefore & {
    readonly message: CoreToPartner | null;
    readonly dueAt: number;
  })[];
  readonly troubled: readonly InHandBefore[];
}

/** The same in hand, in the same order. */
export function byKey({ outstanding, staged, troubled, ...rest }: LaneOfLists): LaneState {
  const lane: LaneState = { ...emptyLane(0), ...rest };
  for (const { message, sentAt, probe } of outstanding) send(lane, message, probe, sentAt);
  for (const { key, counter } of troubled) addTrouble(lane, key, counter);
  for (const { key, counter, message, dueAt } of staged) stage(lane, key, counter, message, dueAt);
  return lane;
}

export interface LaneOfSendings extends Omit<LaneState, 'sent'> {
  readonly sendings: Readonly<Record<number, number>>;
}

export function withSentKeys({ sendings, ...rest }: LaneOfSendings): LaneState {
  const lane: LaneState = { ...emptyLane(0), ...rest };
  for (const [key, sending] of Object.entries(sendings)) addSent(lane.sent, Number(key), sending);
  return lane;
}
