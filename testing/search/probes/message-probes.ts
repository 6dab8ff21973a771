/** Of messages: twice, overtaken, unanswered, dead; and of the breakers that they wait for. */
import type { Probe } from './probe.ts';

export const MESSAGE_PROBES: readonly Probe[] = [
  {
    name: 'duplicate-goods-issue',
    about: 'a goods issue is reported twice',
    on: ['fault event-duplicated', 'fault commit-unacknowledged'],
    reached: ({ detail }) => detail.includes('"goodsIssued"'),
  },
  {
    name: 'duplicate-acceptance',
    about: 'a tender is accepted twice',
    on: ['fault event-duplicated', 'fault commit-unacknowledged', 'fault duplicated'],
    reached: ({ detail }) => detail.includes('"tenderAccepted"'),
  },
  {
    name: 'release-overtaken',
    about: 'the release of an order comes after something that ERP says of it later',
    on: ['fault event-reordered'],
    reached: ({ detail }) => detail.includes('"salesOrderReleased"'),
  },
  {
    name: 'reservation-answer-lost',
    about: 'stock is reserved, and the answer to the call is lost',
    on: ['fault answer-lost'],
    reached: ({ detail }) => detail.includes('"reserveStock"'),
  },
  {
    name: 'breaker-opened',
    about: 'a breaker opens',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /^tripped/.test(detail),
  },
  {
    name: 'breaker-half-open-with-a-queue',
    about: 'a breaker is half open while three or more messages wait for it',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /: half-open, ([3-9]|\d\d+) asks/.test(detail),
  },
  {
    name: 'probe-failed',
    about: 'a half-open breaker opens again',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /^probeFailed/.test(detail),
  },
  {
    name: 'throttled-while-half-open',
    about: 'a half-open breaker is answered by "too many"',
    on: ['audit gateMoved'],
    reached: ({ detail }) => /^throttled: open/.test(detail),
  },
  {
    name: 'late-acknowledgement',
    about: 'an answer comes after its message was settled otherwise',
    on: ['audit lateAcknowledgement'],
  },
  { name: 'dead-letter', about: 'a message dies', on: ['messageDeadLettered'] },
  { name: 'dead-letter-sent-again', about: 'a person sends a dead letter again', on: ['deadLetterResent'] },
  { name: 'dead-letter-dropped', about: 'a person drops a dead letter', on: ['deadLetterDropped'] },
  {
    name: 'dead-letter-died-again',
    about: 'a dead letter that was sent again dies a second time',
    on: ['messageDeadLettered'],
    reached: ({ key }, past) => past.times('outbound-message', key, 'messageDeadLettered') >= 2,
  },
  {
    name: 'late-input-after-the-end',
    about: 'something comes for an actor that has ended',
    on: ['exceptionOpened'],
  },
];
