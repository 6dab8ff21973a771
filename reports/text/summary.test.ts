/** The terminal's summary, frozen: change it on purpose (`vitest -u`) and say why in the commit. */
import { expect, test } from 'vitest';
import { sampleRun } from '../sample-run.ts';
import { renderSummary } from './summary.ts';

test('two policies side by side', async () => {
  await expect(`${renderSummary(sampleRun().report)}\n`).toMatchFileSnapshot('summary.golden.txt');
});

test('colour only where it is asked for, and only for headings', () => {
  const { report } = sampleRun();
  const csi = '\u001b';
  expect(renderSummary(report)).not.toContain(csi);
  const colored = renderSummary(report, { color: true });
  expect(colored).toContain(`${csi}[1mBy plant${csi}[0m`);
  expect(colored.replaceAll(`${csi}[1m`, '').replaceAll(`${csi}[0m`, '')).toBe(renderSummary(report));
});

test('one policy has no difference column and no common set', () => {
  const { report } = sampleRun();
  const text = renderSummary({ ...report, arms: report.arms.slice(0, 1), comparedOrders: null });
  expect(text).not.toContain('difference');
  expect(text).not.toContain('every policy can price');
});

test('a run that ended early says so', () => {
  expect(renderSummary({ ...sampleRun().report, end: 'until' })).toContain('The run ended early: until');
});
