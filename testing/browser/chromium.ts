/** A Chromium that is installed on this machine, for tests that look at pages. None is fetched: where there is none, they are skipped and say so. */
import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where packages of systems put it; the first that is there. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** What the tests say where there is none. */
export const NO_CHROMIUM =
  'no Chromium here: install one (Debian: apt-get install chromium), or name it in CHROMIUM_PATH';

/** Path of its program; null = there is none. `CHROMIUM_PATH` goes first. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM_PATH;
  return (named === undefined ? PLACES : [named]).find(isProgram) ?? null;
}

/** @param path see `chromiumPath` */
export function launchChromium(path: string): Promise<Browser> {
  // As root, in a container, its sandbox does not start; the pages are our own.
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--force-color-profile=srgb', '--hide-scrollbars'],
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
