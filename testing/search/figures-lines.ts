/** What goes wrong on lines of their own: X12 mailboxes, web APIs, files, the broker and the gateway. Shares are small: a line has many faults. */
import { durationDistribution } from '#scenarios/schema/distributions';
import { CALL_LATE_MS_MAX, latestMs } from '#scenarios/schema/outbound/checks/check-faults';
import { rounded } from './draws.ts';
import { type FigureKind, sectionAt, shareAt } from './figure-kind.ts';
import { isTree, type Tree, valuesAt } from './tree.ts';

const X12 = 'network.carriers.*.x12';
const REST = 'network.carriers.*.rest';
const FILES = ['network.carriers.*.files', 'systems.threePl'] as const;
const DELAYS: Tree = { delayBy: { uniform: { min: '1 s', max: '30 min' } } };

/** Of one transmission; the shares of all kinds of a line must sum to less than 1. */
const MOST = 0.05;

function comesInTime(delayBy: unknown): boolean {
  const by = durationDistribution.safeParse(delayBy);
  return by.success && latestMs(by.data) <= CALL_LATE_MS_MAX;
}

function ofFiles(section: string): string[] {
  return FILES.map((files) => `${files}.${section}`);
}

/** Faults of a web API whose events are signed: that stands in the section above. */
function signed(name: string, fault: string): FigureKind {
  const faults = (tree: Tree): Tree[] =>
    valuesAt(tree, REST).flatMap((rest) =>
      isTree(rest) && rest.webhook !== undefined && isTree(rest.faults) ? [rest.faults] : [],
    );
  return {
    name,
    seen: [fault],
    allowed: (tree) => faults(tree).length > 0,
    putIn: (tree, draws) => {
      for (const [i, each] of faults(tree).entries()) each[fault] = rounded(MOST * draws.unit(name, i));
    },
    takeOut: (tree) => {
      for (const each of faults(tree)) each[fault] = 0;
    },
  };
}

export const LINE_FIGURES: readonly FigureKind[] = [
  shareAt('line-lost', [`${X12}.faults.lost`, `${REST}.faults.lost`, ...ofFiles('faults.lost')], {
    seen: ['lost'],
    most: MOST,
  }),
  shareAt(
    'line-duplicated',
    [`${X12}.faults.duplicated`, `${REST}.faults.duplicated`, ...ofFiles('faults.doubled')],
    { seen: ['duplicated', 'doubled'], most: MOST, alsoSay: DELAYS },
  ),
  shareAt('line-delayed', [`${X12}.faults.delayed`, `${REST}.faults.delayed`, ...ofFiles('faults.late')], {
    seen: ['delayed', 'late'],
    most: MOST,
    alsoSay: DELAYS,
  }),
  shareAt('interchange-rejected', [`${X12}.faults.rejected`], { seen: ['rejected'], most: MOST }),
  shareAt('interchange-quarantined', [`${X12}.faults.quarantined`], { seen: ['quarantined'], most: MOST }),
  shareAt('acknowledgement-lost', [`${X12}.acknowledgementFaults.lost`, ...ofFiles('receiptFaults.lost')], {
    seen: ['acknowledgementLost', 'receiptLost'],
    most: 2 * MOST,
  }),
  shareAt(
    'acknowledgement-delayed',
    [`${X12}.acknowledgementFaults.delayed`, ...ofFiles('receiptFaults.late')],
    { seen: ['acknowledgementDelayed', 'receiptLate'], most: 2 * MOST },
  ),
  shareAt('file-half-written', ofFiles('faults.halfWritten'), { seen: ['halfWritten'], most: MOST }),
  shareAt('file-overtaken', ofFiles('faults.overtaken'), { seen: ['overtaken'], most: MOST }),
  shareAt('record-spoilt', ofFiles('faults.recordSpoilt'), { seen: ['recordSpoilt'], most: MOST }),
  shareAt('api-answer-lost', [`${REST}.faults.answerLost`], { seen: ['answerLost'], most: MOST }),
  shareAt('api-malformed', [`${REST}.faults.malformed`], { seen: ['malformed'], most: MOST }),
  shareAt('api-unavailable', [`${REST}.faults.unavailable`], { seen: ['unavailable'], most: MOST }),
  signed('webhook-forged', 'forged'),
  signed('webhook-replayed', 'replayed'),
  shareAt('field-unknown', [`${REST}.faults.unknownField`], { seen: ['unknownField'], most: MOST }),
  shareAt('field-renamed', [`${REST}.faults.renamedField`], { seen: ['renamedField'], most: MOST }),
  shareAt('value-unknown', [`${REST}.faults.unknownValue`], { seen: ['unknownValue'], most: MOST }),
  shareAt('field-missing', [`${REST}.faults.missingField`], { seen: ['missingField'], most: MOST }),
  shareAt('token-skewed', [`${REST}.token.skewed`], {
    seen: ['tokenExpired'],
    most: MOST,
    where: ({ ahead }) => ahead !== undefined,
  }),
  sectionAt('consumer-death', 'systems.broker.faults.deaths', ['consumer-died']),
  sectionAt('consumer-stall', 'systems.broker.faults.stalls', ['consumer-stalled']),
  sectionAt('poison-message', 'systems.broker.faults.poison', ['poison']),
  sectionAt('gateway-limits', 'systems.gateway', ['gateway-throttled']),
  sectionAt('key-rotated', `${REST}.webhook.rotation`, ['oldKeyTaken', 'oldKeyRefused']),
  // Where second copies come so late that nobody knows them, a scenario says so of those that their number tells.
  shareAt('file-renamed', ofFiles('faults.renamed'), {
    seen: ['renamed'],
    most: MOST,
    where: ({ delayBy }) => delayBy === undefined || comesInTime(delayBy),
    alsoSay: DELAYS,
  }),
  shareAt('cut-off-missed', ofFiles('faults.cutoffMissed'), { seen: ['cutoffMissed'], most: 2 * MOST }),
];
