/**
 * Golden pictures of pages: a page looks as it did when somebody looked at it.
 *
 * 1. Letters look otherwise with other fonts or another Chromium: a set of pictures is of one drawing machine, told by how it draws a line
 *    of text. On another one there is nothing to compare with, and the test is skipped with the reason.
 * 2. A picture that differs is written beside the golden one, as `NAME-changed.png`; one that agrees removes it.
 * 3. `DRAY_NEW_PICTURES=1` writes them anew. Look at them before they are committed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';

export type Scheme = 'light' | 'dark';

/** CSS pixels. */
const WIDTH = 1000;
/** Half as large as a screen shows it: enough to see that something has moved, and small enough to be kept. */
const SCALE = 0.5;
/** Share of pixels that may differ: edges of letters, no more. */
const DIFFER_MAX = 0.0005;

/** What a machine makes of a line of text: other fonts or another rasteriser give another name. */
export async function drawingMachine(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 300, height: 40 } });
  await page.setContent(
    '<p style="font: 16px system-ui, sans-serif">Dray 0123456789 <b>bold</b> <code>code</code></p>',
  );
  const seen = await page.screenshot();
  await page.close();
  return createHash('sha256').update(PNG.sync.read(seen).data).digest('hex').slice(0, 12);
}

/**
 * Opens a page as from disk: nothing can be fetched.
 * @param complains is told what the page has to say: errors, and what its policy forbids
 */
export async function openPage(
  browser: Browser,
  html: string,
  scheme: Scheme,
  complains: (text: string) => void,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: 800 },
    deviceScaleFactor: SCALE,
    colorScheme: scheme,
    reducedMotion: 'reduce',
    offline: true,
  });
  const page = await context.newPage();
  page.on('console', (message) => complains(message.text()));
  page.on('pageerror', ({ message }) => complains(message));
  await page.setContent(html, { waitUntil: 'load' });
  return page;
}

/** @returns what is wrong with it, with the file to look at; null = it is as it was, or was written anew */
export async function differsFromGolden(page: Page, folder: string, name: string): Promise<string | null> {
  const golden = join(folder, `${name}.png`);
  const changed = join(folder, `${name}-changed.png`);
  const seen = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
  if (process.env.DRAY_NEW_PICTURES === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(golden, seen);
    return null;
  }
  const why = existsSync(golden) ? difference(readFileSync(golden), seen) : 'there is no golden picture';
  if (why === null) {
    rmSync(changed, { force: true });
    return null;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(changed, seen);
  return `${name}: ${why}. Look at ${changed}; if it is right, run the test with DRAY_NEW_PICTURES=1`;
}

function difference(before: Buffer, after: Buffer): string | null {
  const [old, now] = [PNG.sync.read(before), PNG.sync.read(after)];
  const { width, height } = old;
  if (width !== now.width || height !== now.height)
    return `it was ${width} x ${height} pixels and is ${now.width} x ${now.height}`;
  const count = pixelmatch(old.data, now.data, undefined, width, height, { threshold: 0.2 });
  const share = count / (width * height);
  return share <= DIFFER_MAX ? null : `${count} pixels differ (${(100 * share).toFixed(2)} %)`;
}
