/** Gates, lanes and messages in trouble. */
import type { Mutant } from '../mutant.ts';

const GATE = 'orchestrator/middleware/gate.ts';
const LANE = 'orchestrator/middleware/lane.ts';
const LANE_STATE = 'orchestrator/middleware/lane-state.ts';
const MESSAGE = 'orchestrator/middleware/outbound-message.ts';

export const MIDDLEWARE_MUTANTS: readonly Mutant[] = [
  {
    id: 'breaker-never-closes',
    file: GATE,
    find: 'draft.probesPassed >= policy.breaker.probes',
    replace: 'draft.probesPassed > policy.breaker.probes',
    bug: 'A half-open gate waits for one probe more than it lets through, and so for ever.',
    grounds: ['distributor', 'hard'],
    expected: ['nothing-left-over', 'settles'],
  },
  {
    id: 'failed-probe-keeps-its-place',
    file: GATE,
    find: "if (probe && !probeBack(at, 'attemptFailed')) return;",
    replace: 'if (probe && draft.probesOut === 0) return;',
    bug: 'A probe that has failed still counts as on its way when the gate is half open the next time.',
    grounds: ['hard', 'distributor'],
    expected: ['nothing-left-over', 'settles'],
  },
  {
    id: 'withdrawn-ask-unanswered',
    file: GATE,
    find: 'if (ask !== undefined) grant(at, ask, 0, 0);',
    replace: '',
    bug: 'An ask that is withdrawn is forgotten and not answered: the message waits for the answer.',
    grounds: ['hard', 'distributor'],
    expected: ['nothing-left-over', 'settles'],
  },
  {
    id: 'retry-after-dropped',
    file: LANE,
    find: '} else trouble(policy, draft, record, input.b, input.body?.retryAfterMs ?? null, now, out);',
    replace: '} else trouble(policy, draft, record, input.b, null, now, out);',
    bug: 'The Retry-After of a first attempt is not passed on: the partner is asked again after the usual back-off.',
    grounds: ['hard', 'distributor'],
    expected: ['bounded'],
  },
  {
    id: 'lane-order-swapped',
    file: LANE_STATE,
    find: 'if (before !== undefined) before.push(each);',
    replace: 'if (before !== undefined) before.unshift(each);',
    bug: 'Of the messages of a key that wait, the last to come is the first to go.',
    grounds: ['hard', 'distributor'],
    expected: ['in-order'],
  },
  {
    id: 'key-not-held-back',
    file: LANE,
    find: 'mayTransmit(policy, draft) && !isBusy(draft, key)) {',
    replace: 'mayTransmit(policy, draft)) {',
    bug: 'A message is sent while another one of its key is on its way or in trouble.',
    grounds: ['distributor', 'hard'],
    expected: ['in-order', 'nothing-left-over'],
  },
  {
    id: 'freed-key-forgotten',
    file: LANE,
    find: "out.tell(OUTBOUND_MESSAGE, counter, 'messageReleased', 0, 0, null);\n  keyFreed(policy, draft, key, now, out);",
    replace: "out.tell(OUTBOUND_MESSAGE, counter, 'messageReleased', 0, 0, null);",
    bug: 'What waits behind a message in trouble stays there when that has got through.',
    grounds: ['distributor'],
    expected: ['nothing-left-over', 'settles'],
  },
  {
    id: 'time-out-not-set-again',
    file: LANE,
    find: 'armTimeout(policy, draft, now, out);',
    replace: 'if (draft.outstanding.length > 1) armTimeout(policy, draft, now, out);',
    bug: 'After a time-out the timer is not set again where only one message is still on its way.',
    grounds: ['distributor', 'hard'],
    expected: ['nothing-left-over', 'settles'],
  },
  {
    id: 'second-death-without-ticket',
    file: MESSAGE,
    find: "at.draft.status === 'dead') openTicket(at);",
    replace: "at.draft.status === 'dead' && at.draft.deaths === 0) openTicket(at);",
    bug: 'A dead letter that was sent again and dies again lies there without a ticket.',
    grounds: ['hard'],
    expected: ['applied-once'],
  },
  {
    id: 'silent-death-without-ticket',
    file: MESSAGE,
    find: "at.draft.status === 'dead') openTicket(at);",
    replace: "at.draft.status === 'dead' && at.draft.lastStatus !== NO_ANSWER) openTicket(at);",
    bug: 'A letter to a partner that has never answered dies without a ticket.',
    grounds: ['hard'],
    expected: ['applied-once'],
  },
  {
    id: 'message-known-by-its-file',
    file: 'orchestrator/partners/files/incoming.ts',
    find: 'if (each.ok) messages.push(each.message);',
    replace:
      'if (each.ok) messages.push({ ...each.message, counter: file.number * 1_000 + messages.length + 1 });',
    bug: 'A message of a file is known by the number of the file and its place in it: under another name it is another one.',
    grounds: ['renamedFiles'],
    expected: ['applied-once'],
  },
];
