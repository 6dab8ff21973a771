/**
 * Makes the pictures of the tutorials anew: follows each in an empty folder, with the packed package, and takes them from the pages that its commands write.
 * Needs Chromium (`CHROMIUM` names it; nothing = /usr/bin/chromium).
 *
 *   node --conditions=dray-source tools/draw-tutorials.ts [architect ...]
 *
 * 1. Pictures are light, 900 points wide, cropped to what the text is about, and of at most 80 KB.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { PNG } from 'pngjs';
import { indexedPng } from './indexed-png.ts';
import { TutorialDesk } from './tutorial-desk.ts';
import { PICTURE_BYTES_MOST, TUTORIAL_PICTURES, type TutorialPicture } from './tutorial-pictures.ts';
import { tutorialSteps } from './tutorial-steps.ts';

const TUTORIALS = fileURLToPath(new URL('../docs/tutorials/', import.meta.url));
const WIDTH = 900;
const MARGIN = 8;

const given = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-lcd-text'],
});
for (const reader of given.length > 0 ? given : ['architect', 'data-scientist', 'qa-engineer'])
  await drawAll(reader);
await browser.close();

async function drawAll(reader: string): Promise<void> {
  const wanted = TUTORIAL_PICTURES.filter(({ tutorial }) => tutorial === reader);
  const desk = new TutorialDesk();
  for (const step of tutorialSteps(readFileSync(`${TUTORIALS}${reader}.md`, 'utf8'))) {
    if (step.kind === 'commands' && step.long) continue;
    const { status, complained } = desk.follow(step);
    if (status !== 0) throw new Error(`${reader}.md:${step.line} ended with ${status}\n${complained}`);
    if (step.kind === 'file') continue;
    // A later command may write the same page again.
    for (const picture of wanted.filter(({ after }) => step.script.includes(after)))
      await draw(browser, join(desk.path, picture.page), picture);
  }
  desk.clear();
}

async function draw(
  from: Browser,
  page: string,
  { name, top, bottom = top }: TutorialPicture,
): Promise<void> {
  const tab = await from.newPage({ viewport: { width: WIDTH, height: 1200 }, colorScheme: 'light' });
  await tab.goto(pathToFileURL(page).href);
  // Buttons are for whoever has the page.
  await tab.addStyleTag({ content: 'figure button { visibility: hidden }' });
  const first = await tab.locator(top).first().boundingBox();
  const last = await tab.locator(bottom).first().boundingBox();
  if (first === null || last === null) throw new Error(`${page} has no ${first === null ? top : bottom}`);
  const begin = Math.max(0, first.y - MARGIN);
  const clip = { x: 0, y: begin, width: WIDTH, height: last.y + last.height + MARGIN - begin };
  const shot = PNG.sync.read(await tab.screenshot({ clip, fullPage: true }));
  await tab.close();
  const bytes = indexedPng(shot.width, shot.height, shot.data);
  writeFileSync(`${TUTORIALS}pictures/${name}.png`, bytes);
  process.stderr.write(`${name}.png: ${clip.height} points, ${bytes.length} bytes\n`);
  if (bytes.length > PICTURE_BYTES_MOST)
    throw new Error(`${name}.png has ${bytes.length} bytes, more than ${PICTURE_BYTES_MOST}`);
}
