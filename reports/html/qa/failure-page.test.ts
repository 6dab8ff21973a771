/**
 * The page of a failing case opens from disk, says first whether it still breaks, draws both runs with a layout in common, names what it needs,
 * and trusts no text.
 */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { failingCase, step } from './failure-case.fixture.ts';
import type { FailureCase } from './failure-case.ts';
import { renderFailurePage } from './failure-page.ts';

type Page = ReturnType<typeof parseHTML>['document'];
type Svg = NonNullable<ReturnType<Page['querySelector']>>;

function pageOf(more: Partial<FailureCase> = {}): { readonly text: string; readonly document: Page } {
  const text = renderFailurePage(failingCase(more));
  return { text, document: parseHTML(text).document };
}

const { text, document } = pageOf();
const verdictOf = (page: Page): string => page.querySelector('.verdict')!.textContent;
const pictures = (page: Page): Svg[] => [...page.querySelectorAll('figure svg[role="img"]')];
/** Texts of a picture with where they stand. */
function textsOf(svg: Svg): { readonly text: string; readonly y: number }[] {
  return [...svg.querySelectorAll('text')]
    .filter((each) => each.textContent !== '')
    .map((each) => ({
      text: each.textContent,
      y: Number(/translate\([^,]+,([\d.]+)\)/.exec(each.getAttribute('transform') ?? '')?.[1]),
    }));
}

describe('the page of a failing case', () => {
  test('says first what breaks, where, and what it takes', () => {
    expect(verdictOf(document)).toBe(
      'Breaks rules-win at event 17, 2026-03-02 06:00 UTC: order 7: sourced while held. Without fault#1 every invariant holds.',
    );
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.querySelector('header')!.textContent).toContain('requestRating about 7 is lost');
  });

  test('of a case that holds now, and of one that breaks something else', () => {
    const held = failingCase().beside!.run;
    expect(verdictOf(pageOf({ run: held, beside: null }).document)).toBe(
      'Holds now: rules-win (order, at orderSourced) is not broken any more; 40 events, and nothing more can happen.',
    );
    const other = pageOf({ invariant: 'settles', place: 'order done, at the end' }).document;
    expect(verdictOf(other)).toMatch(
      /^Breaks rules-win \(order, at orderSourced\) instead of settles \(order done, at the end\) at event 17/,
    );
  });

  test('draws both runs, each with a title for who can not see it, and what broke at the end', () => {
    const [one, other] = pictures(document);
    expect(one!.getAttribute('aria-label')).toMatch(
      /^The case: 5 steps as swim-lanes; rules-win breaks: order 7/,
    );
    expect(other!.getAttribute('aria-label')).toMatch(
      /^Without fault#1: 5 steps as swim-lanes; every invariant holds/,
    );
    expect(textsOf(one!).at(-1)!.text).toBe('✗ rules-win: order 7: sourced while held');
    expect(textsOf(other!).at(-1)!.text).toBe('✓ Every invariant holds: nothing more can happen.');
  });

  test('a step that both have is at the same height; states, faults and what was written are in words', () => {
    const [one, other] = pictures(document).map(textsOf);
    for (const label of [
      'salesOrderReleased · order 7',
      'requestRating · order 7',
      'new → rating',
      'deciding → fulfilling',
    ]) {
      const [mine, theirs] = [one!, other!].map((texts) => texts.find((each) => each.text === label)?.y);
      expect(mine, label).toBeGreaterThan(0);
      expect(theirs, label).toBe(mine);
    }
    // A row is as high as it must be in either of them.
    const [state, next] = ['rating → deciding', 'sourcing: option 1 of 2 (cheapest) · order 7'].map(
      (label) => other!.find((each) => each.text === label)!.y,
    );
    expect(next! - state!).toBeGreaterThan(12);
    const labels = one!.map((each) => each.text);
    expect(labels).toContain('fault#1: call-lost: requestRating · about 7');
    expect(labels).toContain('order#7: orderReleased · order 7');
    expect(labels).toContain('orderSourced');
    expect(other!.map((each) => each.text).join()).not.toContain('call-lost');
  });

  test('has lanes for what is drawn alone: nobody was asked in it', () => {
    const heads = textsOf(pictures(document)[0]!).map((each) => each.text);
    expect(heads).toEqual(expect.arrayContaining(['ERP', 'order', 'middleware', 'TMS']));
    expect(heads).not.toContain('people');
  });

  test('says of each event from outside whether it is needed', () => {
    const rows = [...document.querySelectorAll('#events tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(rows).toEqual([
      ['order#7', 'order 7 is released', 'something else breaks'],
      ['fault#1', 'call-lost, partner TMS', 'needed: without it every invariant holds'],
    ]);
  });

  test('of a case that holds there is no column of what it would be without them, and it says why', () => {
    const held = pageOf({ run: failingCase().beside!.run }).document.querySelector('#events')!;
    expect([...held.querySelectorAll('th[scope=col]')].map((head) => head.textContent)).toEqual([
      'Name',
      'What it is',
    ]);
    expect(held.textContent).toContain("The case holds: which of them made it break can't be seen any more.");
    expect(held.textContent).not.toContain('–');
  });

  test('of a hundred events the first are shown, and all on request; of those left out the first are named', () => {
    const names = Array.from({ length: 100 }, (_, i) => `order#${i + 1}`);
    const many = pageOf({
      events: names.map((name) => ({ name, sentence: `${name} is released`, without: 'untried' as const })),
      beside: { without: names, run: failingCase().beside!.run },
    }).document;
    const [first, rest] = many.querySelectorAll('#events tbody');
    expect([first, rest].map((body) => body!.querySelectorAll('tr').length)).toEqual([10, 90]);
    expect(many.querySelector('#events summary')!.textContent).toMatch(/^All 100 rows/);
    const without = 'order#1, order#2, order#3, order#4, order#5 and 95 more';
    expect(verdictOf(many)).toMatch(new RegExp(`Without ${without} every invariant holds\\.$`));
    expect(many.querySelectorAll('figcaption')[1]!.textContent).toBe(`Without ${without}`);
  });

  test('tells the steps in words as well, with whole times', () => {
    const [one] = document.querySelectorAll('#steps table');
    const rows = [...one!.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(rows[1]).toEqual([
      '2026-03-02 06:00:01.000',
      'ERP to order',
      'salesOrderReleased',
      'order 7',
      'new → rating',
      '',
    ]);
    expect(rows).toHaveLength(5);
  });

  test('fetches nothing, runs its own script alone, and every link leads somewhere', () => {
    expect(text.replaceAll('http://www.w3.org/', '').match(/https?:|src=|@import|url\(/g)).toBeNull();
    expect(document.querySelectorAll('script')).toHaveLength(1);
    for (const link of document.querySelectorAll('a'))
      expect(document.querySelector(link.getAttribute('href')!)).not.toBeNull();
    expect(text).not.toMatch(/NaN|undefined|\[object/);
  });

  test('the same case gives the same bytes', () => {
    expect(renderFailurePage(failingCase())).toBe(text);
  });

  test('without a run beside it there is one picture, and that is said', () => {
    const { document: alone } = pageOf({ beside: null });
    expect(pictures(alone)).toHaveLength(1);
    expect(alone.querySelector('#lanes')!.textContent).toContain('there is no run to stand beside it');
  });

  test('trusts no text: tags, very long words, right to left', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const long = 'x'.repeat(10_000);
    const finding = { ...failingCase().run.finding!, message: `${evil} ${long}` };
    const steps = [
      step(0, {
        what: evil,
        about: evil,
        lane: evil,
        wrote: [evil, long],
        outside: evil,
        before: evil,
        after: long,
      }),
      step(1, { what: long, about: 'مرحبا \u202Eيسار' }),
    ];
    const { text: page, document: hostile } = pageOf({
      title: evil,
      story: evil,
      policy: evil,
      foundBy: evil,
      file: `${evil}.yaml`,
      lanes: [...failingCase().lanes, { name: evil, side: 'core' }],
      run: { ...failingCase().run, steps, finding },
      events: [{ name: evil, sentence: `${evil}${long}`, without: 'breaks' }],
      commands: [[evil, evil]],
    });
    expect(hostile.querySelectorAll('img')).toHaveLength(0);
    expect(page).not.toContain('<img');
    expect(page.length).toBeLessThan(200_000);
    const [picture] = pictures(hostile);
    const width = Number(picture!.getAttribute('width'));
    expect(width).toBeLessThan(700);
    for (const { text: label } of textsOf(picture!)) expect(label.length).toBeLessThan(120);
  });
});
