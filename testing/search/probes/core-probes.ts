/** Of the core itself: crashes, upgrades, zombies and clocks; and of the people that it asks. */
import type { Probe } from './probe.ts';

export const CORE_PROBES: readonly Probe[] = [
  {
    name: 'crash-with-an-open-tender',
    about: 'the orchestrator dies while a tender waits for its answer',
    on: ['fault crash', 'fault crash-outage'],
    reached: (_now, past) => past.openTenders > 0,
  },
  {
    name: 'crash-with-goods-in-hand',
    about: 'the orchestrator dies while reserved goods have not left',
    on: ['fault crash', 'fault crash-outage'],
    reached: (_now, past) => past.shipmentsInHand > 0,
  },
  {
    name: 'upgrade-with-goods-in-hand',
    about: 'actors are upgraded while reserved goods have not left',
    on: ['fault upgrade'],
    reached: (_now, past) => past.shipmentsInHand > 0,
  },
  {
    name: 'stale-commit-refused',
    about: 'a zombie comes to its commit, and is refused',
    on: ['audit staleCommitRefused'],
  },
  {
    name: 'clock-jump-with-an-open-tender',
    about: "the core's clock jumps while a tender waits for its answer",
    on: ['fault clock-fast', 'fault clock-slow'],
    reached: (_now, past) => past.openTenders > 0,
  },
  {
    name: 'task-escalated',
    about: 'a person has not answered, and another one is asked',
    on: ['task taskUnanswered'],
  },
  { name: 'answered-twice', about: 'a person answers a task twice', on: ['answered-twice'] },
  {
    name: 'input-not-expected',
    about: 'something arrives that its receiver does not expect',
    on: ['audit inputNotExpected'],
  },
];
