/** The section on partners: each has its figures, trouble only who had it, and where nobody had any it says so. */
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { samplePartner, sampleReport } from '../outbound/sample.fixture.ts';
import { renderPage } from './page.ts';

async function sectionOf(report: ReturnType<typeof sampleReport>) {
  return parseHTML(await renderPage(report)).document.querySelector('#integration')!;
}

test('shows who was sent what, and of whose trouble it was', async () => {
  const [sent, trouble, received, meanings] = [
    ...(await sectionOf(sampleReport())).querySelectorAll('table'),
  ];
  const partners = (table: typeof sent) =>
    [...table!.querySelectorAll('th[scope="rowgroup"]')].map((head) => head.textContent);
  expect(partners(sent)).toEqual(['DC North 0', 'DC North 1']);
  expect(partners(received)).toEqual(['DC North 0', 'DC North 1']);
  expect(partners(trouble)).toEqual(['DC North 1']);
  const cells = [...trouble!.querySelectorAll('tbody tr')[0]!.querySelectorAll('td')].map(
    (cell) => cell.textContent,
  );
  expect(cells).toEqual(['14', '12', '3', '1', '2.0 %', '0.0 %', '2', '1', '1']);
  expect(meanings!.querySelectorAll('tbody tr').length).toBeGreaterThan(20);
});

test('says that nothing stood in the way, where nothing did', async () => {
  const report = sampleReport();
  const arms = report.arms.map((arm) => ({ ...arm, partners: [samplePartner(1, 'ERP')] }));
  const section = await sectionOf({ ...report, arms });
  expect(section.querySelectorAll('table')).toHaveLength(3);
  expect(section.textContent).toContain('Every message got through at its first attempt');
});
