/**
 * What every page of Dray is wrapped in: one file that opens from disk.
 *
 * 1. Nothing is fetched: styles, script and pictures are in the file. The policy forbids every script but the page's own.
 */
import { html, Markup } from './markup.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { STYLE } from './style.ts';

export interface PageShell {
  readonly title: string;
  /** What pictures that are saved are called after: a scenario, an experiment. */
  readonly name: string;
  /** Version of Dray. */
  readonly dray: string;
  readonly body: Markup;
}

const POLICY = `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;

export function pageShell({ title, name, dray, body }: PageShell): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="dray ${dray}">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body data-name="${name}">
<main>
${body}
</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}
