/**
 * Pages as people see them, in a real Chromium: each as it was when somebody looked at it, light and dark; nothing that keeps somebody out
 * who does not see it or uses no mouse; no script but its own; nothing wider than a phone. Where there is no Chromium this is skipped.
 */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings } from '#testing/browser/accessibility';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '#testing/browser/chromium';
import { differsFromGolden, drawingMachine, openPage, type Scheme } from '#testing/browser/golden-picture';
import { PAGES } from './pages.fixture.ts';

const GOLDEN = fileURLToPath(new URL('./golden', import.meta.url));
/** The pictures in `golden/` were drawn by it: with other fonts, or another Chromium, letters are others. */
const DRAWN_BY = '41a81e2b0290';
const PHONE = { width: 390, height: 800 };

const program = chromiumPath();

describe.skipIf(program === null)(program === null ? `pages (${NO_CHROMIUM})` : 'pages', () => {
  let browser: Browser;
  let machine: string;
  beforeAll(async () => {
    browser = await launchChromium(program!);
    machine = await drawingMachine(browser);
  });
  afterAll(() => browser.close());

  /** With what the page complained of. */
  async function open(
    html: string,
    scheme: Scheme,
  ): Promise<{ readonly page: Page; readonly said: string[] }> {
    const said: string[] = [];
    const page = await openPage(browser, html, scheme, (text) => said.push(text));
    return { page, said };
  }

  describe.each(Object.entries(PAGES))('%s', (name, render) => {
    test.each<Scheme>(['light', 'dark'])(
      'in %s is as it was; axe finds nothing serious; nothing is refused',
      async (scheme) => {
        const { page, said } = await open(await render(), scheme);
        expect(await seriousFindings(page)).toEqual([]);
        if (machine === DRAWN_BY || process.env.DRAY_NEW_PICTURES === '1')
          expect(await differsFromGolden(page, GOLDEN, `${name}-${scheme}`)).toBeNull();
        expect(said).toEqual([]);
        await page.context().close();
      },
    );

    test('fits a phone: what is wider scrolls in its own frame', async () => {
      const { page } = await open(await render(), 'light');
      await page.setViewportSize(PHONE);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
      await page.context().close();
    });
  });

  test('a script that is put into a page does not run', async () => {
    const html = (await PAGES.search!()).replace(
      '<main>',
      `<main><script>document.title = "taken"</script><img src=x onerror="document.title = 'taken'">`,
    );
    const { page, said } = await open(html, 'light');
    expect(await page.title()).not.toBe('taken');
    expect(said.join(' ')).toContain('Content Security Policy');
  });

  test('pictures are saved as SVG and PNG, with their colours in them', async () => {
    const { page } = await open(await PAGES.comparison!(), 'dark');
    const figure = page
      .locator('figure')
      .filter({ has: page.locator('p.save') })
      .first();
    for (const word of ['SVG', 'PNG']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: `Save as ${word}` }).click({ force: true }),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${word.toLowerCase()}$`));
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      if (word === 'PNG') expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      else expect(bytes.toString()).toMatch(/^<svg[\s\S]*rgb\(/);
    }
  });

  test('pictures here are those of the machine that drew the golden ones, or are not compared', () => {
    if (machine !== DRAWN_BY)
      process.stderr.write(`golden pictures not compared: drawn by ${DRAWN_BY}, here is ${machine}\n`);
    expect(machine).toMatch(/^[0-9a-f]{12}$/);
  });
});
