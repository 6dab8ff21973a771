/** A recording whose names and texts are made to break whatever puts them into a statement, a tag or a path. */
import { RecordingWriter } from '../../recording/writer.ts';

export const HOSTILE_TEXTS = [
  `'; DROP TABLE event; --`,
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x.example","y")',
  'مرحبا \u202Eيسار',
  'two\r\nlines\tand a "quote" \\',
  'x'.repeat(10_000),
  'Zürich \u{1f69a}',
  '__proto__',
  ' ',
];

export const AT_MS = 1_772_431_200_123;

/** Of events, a process of somebody's own writes some whose names clash with tables and with each other. */
export const HOSTILE_EVENTS = [
  ...HOSTILE_TEXTS,
  'map_type',
  'object',
  'OrderReleased',
  'orderreleased',
  'constructor',
  '€€€',
];

export function plantHostileRecording(dir: string): void {
  const writer = new RecordingWriter(dir, { rowsPerBatch: 4 });
  for (const [i, text] of HOSTILE_TEXTS.entries()) {
    const at = AT_MS + i;
    writer.name('customer', i, text);
    writer.business(at, 'orderReleased', 'ERP', 'order', i, 1, i + 0.5, 100);
    writer.business(at, 'orderPromised', 'ERP', 'order', i, 1, i === 0 ? 0 : at + 1, i);
    writer.task(at, 'clerk', 'order', i, 'look', null, 'open', { no: 1, detail: text });
    writer.task(at + 1, 'clerk', 'order', i, 'answer', null, 'answered', { no: 1, answer: 2 });
    // biome-ignore format: a row
    writer.decision(at, text, 'order', i, 1, text, null, 'active', 2, 0, -1, null, null, i % 2 ? null : 1 / 3, null, 0.1 * i, null, null, null, 1, null, '', null, '', null);
  }
  for (const [i, event] of HOSTILE_EVENTS.entries())
    writer.business(AT_MS + 100 + i, event, event, event, i, 1, i % 2 === 0 ? Number.NaN : -0, Infinity);
  writer.close();
}
