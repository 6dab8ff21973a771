/**
 * A long page must be found one's way in, with keys alone: the contents stay in sight and say where the reader is; a section that is gone to, or
 * a stop of Shift+Tab, is not under them; long tables unfold; on paper nothing is folded, and afterwards the page is as it was. In a real Chromium; skipped where there is none.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '#testing/browser/chromium';
import { openPage } from '#testing/browser/golden-picture';
import { html } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { pageShell } from '../shell.ts';

const SECTIONS = ['cost', 'service', 'faults', 'ground'];
const program = chromiumPath();
const numbered = (size: number) => Array.from({ length: size }, (_, no) => row(`row ${no}`, [String(no)]));

const PAGE = pageShell({
  title: 'Long',
  name: 'long',
  dray: '9.9.9',
  body: html`<header><h1>Long</h1></header>
<nav aria-label="Contents">${SECTIONS.map((id) => html`<a href="#${id}">A long title of ${id} and more</a> `)}</nav>
${SECTIONS.map(
  (id) => html`<section id="${id}"><h2>${id}</h2>${table(id, ['Name', 'Figure'], numbered(59))}
<details><summary>More of ${id}</summary>${table(`More ${id}`, ['Name', 'Figure'], numbered(30))}</details></section>`,
)}`,
});

describe.skipIf(program === null)(program === null ? `a long page (${NO_CHROMIUM})` : 'a long page', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium(program!);
    page = await openPage(browser, PAGE, 'light', (text) => {
      throw new Error(text);
    });
    await page.setViewportSize({ width: 1000, height: 600 });
  });
  afterAll(() => browser.close());

  const ask = <Answer>(text: string): Promise<Answer> => page.evaluate(text) as Promise<Answer>;
  const rows = (id: string): Promise<number> =>
    ask(
      `[...document.querySelectorAll('#${id} > .long tbody tr')].filter((each) => each.offsetHeight > 0).length`,
    );
  const openDetails = (): Promise<number> => ask(`document.querySelectorAll('details[open]').length`);

  test.each([1000, 390])(
    '%i wide: contents stay in sight, say where one is, and cover nothing that is gone to',
    async (width) => {
      await page.setViewportSize({ width, height: 600 });
      for (const id of ['faults', 'service', 'ground']) {
        await page.locator(`nav a[href="#${id}"]`).focus();
        await page.keyboard.press('Enter');
        await page.locator(`nav a[aria-current][href="#${id}"]`).waitFor();
        const { nav, head, link } = await ask<{
          nav: { top: number; bottom: number };
          head: number;
          link: number;
        }>(
          `(({ top, bottom }) => ({
          nav: { top, bottom },
          head: document.querySelector('#${id} h2').getBoundingClientRect().top,
          link: document.querySelector('nav a[aria-current]').getBoundingClientRect().left,
        }))(document.querySelector('nav').getBoundingClientRect())`,
        );
        expect(nav.top, id).toBe(0);
        expect(head, id).toBeGreaterThanOrEqual(nav.bottom - 1);
        expect(link, id).toBeGreaterThanOrEqual(0);
        expect(link, id).toBeLessThan(width);
        expect(await ask(`document.querySelectorAll('nav a[aria-current]').length`)).toBe(1);
      }
    },
  );

  test.each([1000, 844, 390])('%i wide: no stop of Shift+Tab is under the contents', async (width) => {
    await page.setViewportSize({ width, height: 600 });
    await ask('scrollTo(0, document.documentElement.scrollHeight)');
    await page.locator('#ground > details > summary').focus();
    const tops: number[] = [];
    for (;;) {
      await page.keyboard.press('Shift+Tab');
      const top = await ask<number | null>(
        `document.activeElement.closest('nav, body > :not(main)') || document.activeElement === document.body ? null :
        document.activeElement.getBoundingClientRect().top - document.querySelector('nav').getBoundingClientRect().bottom`,
      );
      if (top === null) break;
      tops.push(top);
    }
    expect(tops.length).toBeGreaterThanOrEqual(2 * SECTIONS.length);
    for (const top of tops) expect(top).toBeGreaterThanOrEqual(0);
  });

  test('844 wide: the contents are one line, that scrolls', async () => {
    await page.setViewportSize({ width: 844, height: 390 });
    expect(await ask(`document.querySelector('nav').offsetHeight`)).toBeLessThan(50);
  });

  test('a long table unfolds and folds by key', async () => {
    expect(await rows('cost')).toBe(10);
    await page.locator('#cost > .long > details.more > summary').focus();
    await page.keyboard.press('Enter');
    expect(await rows('cost')).toBe(59);
    expect(await rows('service')).toBe(10);
    await page.keyboard.press('Enter');
    expect(await rows('cost')).toBe(10);
  });

  test('on paper all is there, and afterwards the page is as it was', async () => {
    const before = await openDetails();
    await ask(`addEventListener('beforeprint', () => {
      window.atPrint = document.querySelectorAll('details:not([open])').length;
    })`);
    await page.pdf({ format: 'A4' });
    expect(await ask('window.atPrint')).toBe(0);
    expect(await openDetails()).toBe(before);
    // Where a script may not run the style does as much.
    await page.emulateMedia({ media: 'print' });
    expect(await rows('cost')).toBe(59);
    expect(await ask(`document.querySelector('#cost > details table').offsetHeight > 0`)).toBe(true);
    expect(await ask(`getComputedStyle(document.querySelector('nav')).display`)).toBe('none');
    await page.emulateMedia({ media: 'screen' });
  });
});
