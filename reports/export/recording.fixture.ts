/**
 * A recording of a few orders with whatever makes a format stumble: quotes, line ends, signs beyond ASCII, empty texts beside none,
 * numbers that are no decimals, lists of lists.
 */
import { RecordingWriter } from '../recording/writer.ts';

export const HOUR_MS = 3_600_000;
/** 2026-03-02T06:00:00Z. */
export const START_MS = 1_772_431_200_000;

export const ODD_TEXTS = [
  'plain',
  '',
  'a "quoted" one',
  'a, b',
  'two\r\nlines',
  'Zürich \u{1f69a}',
  '=1+1',
  ' ',
];

const STOCK = { available: [4, 0, 7], feed: 1 };

export function plantOddRecording(dir: string): void {
  const writer = new RecordingWriter(dir, { rowsPerBatch: 3 });
  for (const [i, text] of ODD_TEXTS.entries()) {
    const at = START_MS + i * HOUR_MS + i;
    writer.audit(at, 'note', 'order', i, text);
    writer.name('customer', i, text);
    const answer = i % 3 === 0 ? JSON.stringify({ kind: 'answered', scores: [0.1, 0.2] }) : null;
    const options = [{ node: i, note: text }, { node: 400 + i }];
    const views = [{ type: 'stock-view', key: 1, version: i + 1, ageMs: null, state: { ...STOCK, feed: i } }];
    const ruledOut = i % 4 === 1 ? ['node-keeps', null] : null;
    // biome-ignore format: a row
    writer.decision(at, 'sourcing', 'order', i, 1, 'cheapest', answer === null ? null : 'digest', 'active', 2, 0, 1, answer === null ? null : 0.2, null, i % 2 ? null : 1 / 3, i % 2 ? 'timed-out' : null, 0.1 * i, { text, byKey: { 2: [[i]], 1: null } }, options, views, 1, null, `${i}`, answer, `${i}`.padStart(64, '0'), ruledOut);
    writer.business(at, i % 2 ? 'orderReleased' : 'orderDone', 'ERP', 'order', i, 1, i / 7, -i);
    writer.input(at, 'order', i, 1, 'order', 'ERP', 1, 1, i, i, 0, 0, i % 2 ? null : { text });
  }
  writer.close();
}
