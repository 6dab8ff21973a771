/** When Chromium first shows something of a page that lies on disk. */
import { pathToFileURL } from 'node:url';
import { chromiumPath, launchChromium } from '#testing/browser/chromium';

/** null = there is no Chromium here. */
export type Paint = { readonly ms: number } | null;

export const NO_CHROMIUM_WORDS = 'no Chromium';

/** @returns ms from when the page was asked for to its first contentful paint */
export async function firstPaint({ path }: { readonly path: string }): Promise<Paint> {
  const program = chromiumPath();
  if (program === null) return null;
  const browser = await launchChromium(program);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(pathToFileURL(path).href);
    // A page may count as loaded before it is painted: the entry is waited for.
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    const ms = (await painted.jsonValue()) ?? Number.NaN;
    return { ms };
  } finally {
    await browser.close();
  }
}
