/** Decision point `wave-sequence`, described. */
import { columnOf, flag } from '../features.ts';
import { everywhere, type PointDescription } from '../point.ts';
import {
  fitsShift,
  nothingStarves,
  SEQUENCE_RULES,
  WAVE_SEQUENCE_POLICIES,
  type WaveSequenceContext,
  type WaveSequenceOption,
} from '../wave-sequence.ts';

const MINUTE_MS = 60_000;
/** A wave's goods are worth more minor units than a float32 counts. */
const MINORS = 100;
const column = columnOf<WaveSequenceContext, WaveSequenceOption>();

/** A rule is a kind, not a quantity: a column each. */
const WAVE_SEQUENCE_COLUMNS = [
  ...SEQUENCE_RULES.map((rule) =>
    column(rule, '0 or 1', `put in order by ${rule}`, ({ option }) => flag(option.rule === rule)),
  ),
  column('shipments', 'shipments', 'that the wave takes', ({ option }) => option.shipments.length),
  column('lines', 'lines', 'that the wave takes', ({ option }) => option.lines),
  column(
    'pastCutoff',
    'shipments',
    'released after the cut-off that they were meant for',
    ({ option }) => option.pastCutoff,
  ),
  column('pastPromise', 'shipments', 'that leave too late', ({ option }) => option.pastPromise),
  column('lateHours', 'hours', 'of these, in all', ({ option }) => option.lateHours),
  column('lateValue', '100 minor units', 'of these, rounded', ({ option }) =>
    Math.round(option.lateMinor / MINORS),
  ),
  column('waiting', 'shipments', 'at the node', ({ context }) => context.waitingShipments),
  column('waitingLines', 'lines', 'at the node', ({ context }) => context.waitingLines),
  column('capacity', 'lines', 'of the wave', ({ context }) => context.capacityLines),
  column(
    'overnight',
    'shipments',
    'that have waited a day or more',
    ({ context }) => context.overnightShipments,
  ),
  column(
    'waves',
    'waves',
    'until the next cut-off, this one among them',
    ({ context }) => context.wavesToCutoff,
  ),
  column('left', 'minutes', 'until the next cut-off, rounded down', ({ now, context }) =>
    Math.floor((context.cutoffAt - now) / MINUTE_MS),
  ),
] as const;

export const WAVE_SEQUENCE: PointDescription<WaveSequenceContext, WaveSequenceOption> = {
  name: 'wave-sequence',
  decides:
    'which of the shipments that wait at a node go with this wave, and in which order, where the shift can not pick all of them',
  about: 'the sequence of waves',
  context: {
    node: ['number', 'whose wave it is'],
    wave: ['index', 'of the wave in its timetable'],
    waitingShipments: ['shipments', 'that wait there'],
    waitingLines: ['lines', 'that wait there'],
    capacityLines: ['lines', 'that the shift can pick in the wave'],
    cutoffAt: ['epoch ms', 'the first cut-off from now; where there are none, now'],
    wavesToCutoff: ['waves', 'until then, this one among them'],
    overnightShipments: ['shipments', 'that have waited a day or more'],
  },
  option: {
    rule: ['name', `${SEQUENCE_RULES.map((rule) => `\`${rule}\``).join(', ')}: how it was made`],
    shipments: ['numbers', 'that the wave takes, in its order; no more than it has lines'],
    lines: ['lines', 'that the wave takes'],
    pastCutoff: [
      'shipments',
      'of all that waits, released after the cut-off that they were meant for, if the next waves go by the rule as well',
    ],
    pastPromise: ['shipments', 'likewise, that leave too late for their promise, as planned transit has it'],
    lateHours: ['hours', 'by which these leave too late, in all, each rounded up'],
    lateMinor: ['minor units', 'of the goods in these'],
    passedOver: ['shipments', 'that have waited for five days and are left, while younger ones go'],
  },
  views: null,
  rules: [
    everywhere(fitsShift, 'a wave takes no more lines than the shift can pick, but for a shipment alone'),
    everywhere(nothingStarves, 'what has waited for five days is not left while younger goods go'),
  ],
  policies: WAVE_SEQUENCE_POLICIES,
  baseline: 'earliest-cutoff',
  features: { version: 1, columns: WAVE_SEQUENCE_COLUMNS },
};
