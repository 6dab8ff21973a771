/**
 * The report must open from disk by itself, tell what the run says and how sure that is, be read by everybody, and trust no name. And
 * whatever became of the run, there is a report of it.
 */
import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { RECEIPT_KPIS } from '../kpis/outbound/catalogue/receipt-catalogue.ts';
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import type { OutboundArmReport, OutboundRunReport } from '../outbound/outbound-report.ts';
import { reportOf, sampleArm, sampleReport } from '../outbound/sample.fixture.ts';
import { renderPage } from './page.ts';

/** KPIs of inbound stand there only where there is inbound. */
const ALWAYS = OUTBOUND_KPI_NAMES.filter((name) => !(name in RECEIPT_KPIS));

const text = await renderPage(sampleReport());
const { document } = parseHTML(text);

type Page = typeof document;

async function pageOf(
  report: OutboundRunReport,
): Promise<{ readonly text: string; readonly document: Page }> {
  const page = await renderPage(report);
  return { text: page, document: parseHTML(page).document };
}

/** Elements that have no end. */
const VOID = new Set(['meta', 'br', 'link', 'img', 'hr', 'input']);

/** The first tag that is not closed where it should be; null = all are. */
function unbalanced(page: string): string | null {
  const open: string[] = [];
  for (const [tag, slash, name, selfClosed] of page.matchAll(/<(\/?)([a-z][\w-]*)\b[^>]*?(\/?)>/gi)) {
    if (VOID.has(name!.toLowerCase()) || selfClosed === '/') continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return tag;
  }
  return open.at(-1) ?? null;
}

function rowOf(page: Page, kpi: string): (string | null)[] {
  const rows = [...page.querySelectorAll(`tr[data-kpi="${kpi}"]`)];
  expect(rows).toHaveLength(1);
  return [...rows[0]!.children].map((cell) => cell.textContent);
}

/** What stands under the verdict, in order. */
function shortOf(page: Page): string[] {
  return [...page.querySelectorAll('dl.short > dd')].map((dd) => dd.textContent);
}

/** Says nothing that is not a figure. */
function expectSound({ text: page, document: root }: Awaited<ReturnType<typeof pageOf>>): void {
  expect(unbalanced(page)).toBeNull();
  expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  expect(root.querySelectorAll('h1')).toHaveLength(1);
  const hasInbound = root.querySelector('tr[data-kpi="dockToStockP50"]') !== null;
  for (const name of hasInbound ? OUTBOUND_KPI_NAMES : ALWAYS)
    if (root.querySelectorAll('#cost').length > 0)
      expect(root.querySelectorAll(`tr[data-kpi="${name}"]`), name).toHaveLength(1);
}

describe('the HTML report', () => {
  test('is whole: every element is closed where it should be', () => {
    expect(text).toMatch(/^<!doctype html>/);
    expect(unbalanced(text)).toBeNull();
    expect(unbalanced(text.replace('</td>', ''))).not.toBeNull();
  });

  test('fetches nothing, and runs its own script alone', () => {
    const links = text.replaceAll('http://www.w3.org/', '').match(/https?:|src=|@import|url\(/g);
    expect(links).toBeNull();
    expect(document.querySelectorAll('link, iframe, img')).toHaveLength(0);
    const [script, ...more] = document.querySelectorAll('script');
    expect(more).toEqual([]);
    const hash = createHash('sha256').update(script!.textContent).digest('base64');
    const policy = document
      .querySelector('meta[http-equiv="Content-Security-Policy"]')!
      .getAttribute('content');
    expect(policy).toContain(`default-src 'none'; script-src 'sha256-${hash}'`);
  });

  test('every link leads somewhere on the page', () => {
    const links = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href')!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(document.querySelector(link), link).not.toBeNull();
  });

  test('opens with what came out and whether that is good enough', () => {
    const header = document.querySelector('header')!;
    expect(header.textContent).toMatch(/cheap delivered 66\.7\s% of its shipments on time/);
    expect(header.textContent).toMatch(/dear delivered 66\.7\s%, at [\d.]+ USD an order \(\+\d/);
    expect([...header.querySelectorAll('.bounds li')].map((li) => li.textContent)).toEqual([
      'missed · Shipments delivered on time (cheap): 66.7 %, asked for: at least 90.0 %',
      'kept · Orders released (cheap): 5, asked for: at most 9',
    ]);
  });

  test('then come the contents, before all that they lead to', () => {
    const nav = document.querySelector('nav')!;
    expect(nav.previousElementSibling).toBe(document.querySelector('header'));
    expect(nav.nextElementSibling!.id).toBe('glance');
  });

  test('then names the bottleneck, the checks, what is open and the assumptions, each with the way there', () => {
    const links = [...document.querySelectorAll('dl.short a')].map((a) => a.getAttribute('href')!);
    expect(links).toEqual(['#bottleneck', '#integrity', '#open', '#ground']);
    for (const link of links) expect(document.querySelector(link), link).not.toBeNull();
    const [bottleneck, checks, open, assumptions] = shortOf(document);
    expect(bottleneck).toMatch(/the longest stage is "/);
    expect(checks).toMatch(/^every policy: all \d+ invariants held$/);
    expect(open).toBe('every policy: orders 1, tasks of people 3');
    expect(assumptions).toBe('2 groups of parameters rest on one, at least in part. 1 warning.');
  });

  test('shows every KPI once, with its unit and both policies', () => {
    for (const name of ALWAYS) {
      const [title, unit, first, second, difference] = rowOf(document, name);
      expect(title).toBe(OUTBOUND_KPIS[name].title);
      expect([unit, first, second, difference].every((cell) => cell !== undefined && cell !== '')).toBe(true);
    }
    expect(rowOf(document, 'freightCost')).toEqual(['Freight', 'USD', '132.01', '312.01', '+136.4 % worse']);
    expect(rowOf(document, 'orders')).toEqual(['Orders released', 'number', '5', '5', '0.0 %']);
  });

  test('shows the KPIs of inbound where there is inbound', async () => {
    const report = sampleReport();
    const arms = report.arms.map((arm) => ({ ...arm, kpis: { ...arm.kpis, dockToStockP50: 7_200_000 } }));
    const { document: page } = await pageOf({ ...report, arms });
    expect(rowOf(page, 'dockToStockP50').slice(0, 3)).toEqual(['Dock to stock, median', 'time', '2.0 h']);
    expect(page.querySelectorAll('tr[data-kpi="dockOccupancy"]')).toHaveLength(1);
  });

  test('the parts of the landed cost add up to it', () => {
    const table = [...document.querySelectorAll('table')].find((each) =>
      each.querySelector('caption')!.textContent.startsWith('Landed cost by part'),
    )!;
    const firsts = [...table.querySelectorAll('tbody tr')].map((row) => {
      const [sum] = /-?[\d,]+\.\d\d$/.exec(row.querySelector('td .change')!.textContent)!;
      return Math.round(Number(sum.replaceAll(',', '')) * 100);
    });
    expect(firsts.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBe(firsts.at(-1));
  });

  test('compares the policies over the orders that both delivered, with those that only one did', async () => {
    const paired = { orders: 1200, onlyBaseline: 31, onlyOther: 4, cheaper: 300, dearer: 900 };
    const [cheap, dear] = sampleReport().arms as [OutboundArmReport, OutboundArmReport];
    const rowsWith = async (baselineMinor: number | null, otherMinor: number | null) => {
      const arm = { ...dear, paired: { ...paired, baselineMinor, otherMinor } };
      const page = (await pageOf(reportOf([cheap, arm]))).document;
      const found = [...page.querySelectorAll('table')].find((each) =>
        each.querySelector('caption')!.textContent.startsWith('Order by order'),
      )!;
      return [...found.querySelectorAll('tbody tr')].map((each) =>
        [...each.children].map((cell) => cell.textContent),
      );
    };
    expect(await rowsWith(10_000, 12_500)).toEqual([
      ['dear', '1,200', '100.00', '125.00', '25.00+25.0 %', '300', '900', '31', '4'],
    ]);
    expect((await rowsWith(null, null))[0]!.slice(2, 5)).toEqual(['–', '–', '–']);
  });

  test('every picture says what it is, in words, and labels its axes', () => {
    const pictures = [...document.querySelectorAll('figure svg[role=img]')];
    expect(pictures).toHaveLength(10);
    for (const svg of pictures) {
      expect(svg.getAttribute('aria-label')).toMatch(/by .*policy/);
      expect(svg.querySelector('title')!.textContent).toBe(svg.getAttribute('aria-label'));
      const labels = [...svg.querySelectorAll('g[data-mark$="axis label"]')];
      expect(labels.length, svg.getAttribute('aria-label')!).toBeGreaterThanOrEqual(1);
      expect(svg.closest('figure')!.querySelector('figcaption')).not.toBeNull();
    }
  });

  test('every table has a caption, and every head says what it is the head of', () => {
    const tables = [...document.querySelectorAll('table')];
    expect(tables.length).toBeGreaterThan(15);
    for (const table of tables) {
      expect(table.querySelector('caption')!.textContent).not.toBe('');
      for (const th of table.querySelectorAll('th')) {
        expect(th.getAttribute('scope')).toMatch(/^(col|row|rowgroup)$/);
        expect(th.textContent.trim(), table.querySelector('caption')!.textContent).not.toBe('');
      }
      const columns = table.querySelectorAll('thead th').length;
      const first = table.querySelector('tbody tr')!;
      expect(first.children.length, table.querySelector('caption')!.textContent).toBe(columns);
    }
  });

  test('names what was checked, what went wrong, and who had to look', () => {
    const page = document.querySelector('main')!.textContent;
    expect(page).toContain('call lost');
    expect(page).toContain('2 given up after the last retry (dead letters)');
    expect(page).toContain('credit clerk: credit hold');
    expect(page).toContain('duplicate bill');
    expect(document.querySelectorAll('#integrity dt').length).toBeGreaterThan(15);
  });

  test('says what it rests on and how to get it again', () => {
    expect(document.querySelector('#ground')!.textContent).toContain('counted by DC North');
    expect(document.querySelector('#ground')!.textContent).toContain('DC North may be a warning');
    expect(document.querySelector('#again pre')!.textContent).toBe(
      "dray run sample --seed 1 --with 'DC North'",
    );
    for (const digest of ['3123456789abcdef', '0123456789abcdef']) expect(text).toContain(digest);
  });

  test('trusts no name of the scenario', async () => {
    const hostile = `</title></style><script>alert("1")</script>&amp;'"<img src=x onerror=1>`;
    const page = await pageOf(sampleReport(hostile));
    expect(page.document.querySelectorAll('main script, img, [onerror]')).toHaveLength(0);
    expect(page.text.match(/<script/g)).toHaveLength(1);
    expect(page.text).not.toContain('<img');
    expect(page.document.querySelector('h1')!.textContent).toBe(`Sample of ${hostile}`);
    expect(page.document.querySelector('#bottleneck')!.textContent).toContain(hostile);
    expectSound(page);
  });

  test('trusts no name of a policy either, which pictures show', async () => {
    const arm = sampleArm('<script>x</script>', 'DC', FIVE_ORDERS);
    const page = await pageOf(reportOf([arm, { ...arm, policy: `"><img src=x>` }]));
    expect(page.document.querySelectorAll('main script, img')).toHaveLength(0);
    expect(page.text.match(/<script|<img/g)).toEqual(['<script']);
    expect(unbalanced(page.text)).toBeNull();
  });

  test('tells what the scenario does to messages from what a line does', () => {
    const rows = [...document.querySelectorAll('table.faults tbody tr')];
    expect(rows.map((each) => each.firstElementChild!.textContent)).toEqual([
      'answer lost',
      'call lost',
      'answer lost on the line',
    ]);
  });

  test('is the same for the same run', async () => {
    expect(await renderPage(sampleReport())).toBe(text);
  });
});

describe('whatever became of the run', () => {
  const whole = sampleArm('cheap', 'DC', FIVE_ORDERS);
  const nothing = sampleArm('idle', 'DC', []);
  const unknown: OutboundArmReport = {
    ...whole,
    policy: 'unknown',
    kpis: Object.fromEntries(OUTBOUND_KPI_NAMES.map((name) => [name, null])) as OutboundArmReport['kpis'],
    byNode: [],
    byCarrier: [],
    modes: [],
    tenders: [],
    roles: [],
    decisions: [],
    faultPlaces: [],
    notes: {},
  };

  test('one policy alone: no differences, no baseline', async () => {
    const page = await pageOf(reportOf([whole]));
    expectSound(page);
    expect(page.text).not.toContain('Difference');
    expect(page.text).not.toContain('(baseline)');
    expect(rowOf(page.document, 'orders')).toEqual(['Orders released', 'number', '5']);
  });

  test('four policies stand side by side, each against the first', async () => {
    const arms = ['a', 'b', 'c', 'd'].map((policy) => ({ ...whole, policy }));
    const page = await pageOf(reportOf(arms));
    expectSound(page);
    expect(rowOf(page.document, 'orders')).toHaveLength(2 + 4 + 3);
  });

  test('KPIs that no policy has a value of are folded away, and no others', async () => {
    const folded = (page: Awaited<ReturnType<typeof pageOf>>, name: string): boolean =>
      page.document.querySelector(`details tr[data-kpi="${name}"]`) !== null;
    const [some, none] = [
      await pageOf(reportOf([whole, unknown])),
      await pageOf(reportOf([unknown, unknown])),
    ];
    expectSound(none);
    expect([folded(some, 'freightCost'), folded(none, 'freightCost')]).toEqual([false, true]);
    expect(rowOf(none.document, 'freightCost').slice(2)).toEqual(['–', '–', '–']);
  });

  test('figures that are not known are dashes', async () => {
    const page = await pageOf(reportOf([whole, unknown]));
    expectSound(page);
    expect(rowOf(page.document, 'freightCost').slice(2)).toEqual(['132.01', '–', '–']);
  });

  test('an orchestrator that does not keep up is the first thing said of what held orders up', async () => {
    const platform = { ...whole.platform, fullHours: 17, backlogMax: 11_352, waitedMsMax: 4 * 3_600_000 };
    const page = await pageOf(reportOf([{ ...whole, platform }]));
    expectSound(page);
    expect(shortOf(page.document)[0]).toMatch(
      /^the orchestrator did not keep up: no worker was free in 17 hours/,
    );
    const rows = [...page.document.querySelectorAll('#bottleneck tr')].map((row) => row.textContent);
    expect(rows).toContain('Hours in which no worker was free17');
    expect(rows).toContain('Inputs in line on the hour, at most11,352');
    expect(rows).toContain('… at most4.0 h');
  });

  test('arms that differ in what is open are told apart', async () => {
    const left = { ...whole, policy: 'slow', open: { orders: 0, freightInvoices: 7122 }, openTasks: [] };
    const page = await pageOf(reportOf([whole, left]));
    expect(shortOf(page.document)[2]).toBe('cheap: orders 1, tasks of people 3slow: freight invoices 7,122');
    const tasks = [...page.document.querySelectorAll('#exceptions table')].at(-1)!;
    expect(tasks.querySelector('caption')!.textContent).toBe(
      'Tasks that nobody had answered when the run ended',
    );
    const [first, second] = [...tasks.querySelectorAll('tbody tr')].map((line) => line.textContent);
    expect(first).toBe('disputed bill: freight auditorcheap3241.0 dfreight-invoice 17');
    expect(second).toMatch(/^slow00/);
  });

  test('orders came in and none was delivered: no picture of arrivals, no time, no comparison', async () => {
    const kpis = { ...whole.kpis, onTimeDelivery: null, landedCostPerOrder: null, ordersShipped: 0 };
    const stages = whole.stages.map((each) => ({ ...each, meanMs: null, p95Ms: null }));
    const lateness = whole.lateness.map((bin) => ({ ...bin, shipments: 0 }));
    const stuck = { ...whole, kpis, stages, lateness };
    const page = await pageOf(reportOf([stuck, { ...stuck, policy: 'dear' }]));
    expectSound(page);
    expect(page.document.querySelector('.verdict')!.textContent).toMatch(
      /^cheap delivered nothing that was due\. dear delivered nothing that was due\.$/,
    );
    expect(page.document.querySelector('#service')!.textContent).toContain('No shipment has arrived');
    expect(shortOf(page.document)[0]).toContain('nothing arrived');
  });

  test('no order: nothing to draw, and it says so', async () => {
    const page = await pageOf({
      ...reportOf([nothing, { ...nothing, policy: 'idler' }]),
      orders: 0,
      thresholds: [],
    });
    expectSound(page);
    expect(page.document.querySelector('header')!.textContent).toContain('No order came in');
    expect(page.document.querySelector('#flow')!.textContent).toContain('nothing to draw');
  });

  test('interrupted: it says that what was open counts as open', async () => {
    const page = await pageOf({ ...reportOf([{ ...whole, end: 'interrupted' }]), end: 'interrupted' });
    expectSound(page);
    expect(page.document.querySelector('header .bad')!.textContent).toMatch(/cheap was interrupted/);
  });

  test('a broken invariant comes first, with its place', async () => {
    const violation = 'side-effect-once violated: load 8: loadDelivered a second time';
    const page = await pageOf({
      ...reportOf([{ ...whole, end: 'violated', violation }]),
      end: 'violated',
      thresholds: sampleReport().thresholds,
    });
    expectSound(page);
    expect(page.document.querySelector('.verdict')!.textContent).toMatch(
      /^Stopped: cheap broke an invariant, so no figure here counts\. side-effect-once violated/,
    );
    expect(page.document.querySelector('#integrity')!.textContent).toMatch(/broken · cheap/);
    expect(page.document.querySelector('.cards')!.previousElementSibling!.textContent).toMatch(/^One run/);
    expect(page.document.querySelector('#glance')!.textContent).toContain(
      'At a glance\nThese figures do not count: cheap was stopped by an invariant that did not hold.',
    );
    expect(page.document.querySelector('.bounds')!.textContent).toMatch(/^not judged · (?!.*kept)/);
    expect(shortOf(page.document)[1]).toMatch(/^broken: side-effect-once violated/);
  });

  test('interrupted before the first arm had begun', async () => {
    expectSound(await pageOf({ ...reportOf([]), end: 'running', thresholds: [] }));
  });
});
