/** Messages in trouble of version 1, which did not say how often they were sent before a person had that done; of version 2, whose deaths were their tasks. */
import { type OpenTask, taskBefore } from '../core/open-task.ts';
import type { OutboundMessageState } from './outbound-message-state.ts';

export type MessageOfDeaths = Omit<OutboundMessageState, keyof OpenTask>;
export type MessageOfOneRound = Omit<MessageOfDeaths, 'attemptsBefore'>;

/**
 * A state of version 1 does not say whether a message that asks for leave has been sent since a person wanted it: it is taken for
 * sent, since that makes nothing happen twice.
 */
export function withRounds(old: MessageOfOneRound): MessageOfDeaths {
  return { ...old, attemptsBefore: old.status === 'queued' ? old.attempts : 0 };
}

/** The task of a message that is dead has no escalation: nothing will ring for it. */
export function withTask(old: MessageOfDeaths): OutboundMessageState {
  return { ...old, ...taskBefore(old.deaths, old.status === 'dead' ? old.deaths : 0) };
}
