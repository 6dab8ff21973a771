/** Decision point `exception`, described. */
import {
  EXCEPTION_POLICIES,
  type ExceptionContext,
  type ExceptionOption,
  nothingGivenUp,
  REMEDIES,
} from '../exception.ts';
import { columnOf, flag } from '../features.ts';
import { everywhere, type PointDescription } from '../point.ts';

const column = columnOf<ExceptionContext, ExceptionOption>();

/** A remedy is a kind, not a quantity: a column each. */
const EXCEPTION_COLUMNS = [
  column('severity', 'rank', '0 = low to 3 = critical', ({ context }) => context.severity),
  column('round', 'rank', 'which task of the case it is, from 1', ({ context }) => context.round),
  column('stake', 'minor units', 'at stake', ({ context }) => Math.round(context.stakeMinor)),
  column('class', 'number', 'of the kind of exception: no quantity', ({ context }) => context.exception),
  ...REMEDIES.map((remedy) =>
    column(remedy, '0 or 1', `remedy ${remedy}`, ({ option }) => flag(option.remedy === remedy)),
  ),
] as const;

export const EXCEPTION: PointDescription<ExceptionContext, ExceptionOption> = {
  name: 'exception',
  decides:
    'whether a person is given the task by which a process that can not go on by itself would be helped, or it is answered with a remedy that the process has',
  about: 'exceptions',
  context: {
    exception: ['number', 'of the kind of exception'],
    severity: ['rank', '0 = low to 3 = critical'],
    task: ['name', 'kind of the task'],
    round: ['rank', 'which task of the case it is, over all its openings, from 1'],
    stakeMinor: ['minor units', 'at stake'],
    type: ['number', 'of the kind of actor that asks'],
    key: ['number', 'of that actor'],
    no: ['number', 'of its task'],
  },
  option: {
    remedy: ['name', '`person`, or what the process can do: `wait`, `ask-again`, `tender-again` ...'],
    answer: ['index', 'of the answer to the task; -1 = a person gives it'],
  },
  views: null,
  rules: [
    everywhere(
      nothingGivenUp,
      "what gives goods, money or an order up (`pay-billed`, `send-back`, `cancel`, `write-off`) is a person's",
    ),
  ],
  policies: EXCEPTION_POLICIES,
  baseline: 'to-person',
  noPerson: 'who is asked is a person already: leave the tasks to people with `to-person`',
  features: { version: 1, columns: EXCEPTION_COLUMNS },
};
