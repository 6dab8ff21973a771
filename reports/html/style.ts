/**
 * The report's looks: light and dark, on screen and on paper. Chart colours are Okabe and Ito's, safe for colour
 * blindness; charts take them, and the ink, from these variables.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1b1f24; --soft: #57606a; --rule: #d8dee4; --ground: #ffffff; --panel: #f6f8fa;
  --arm0: #0072b2; --arm1: #d55e00; --arm2: #009e73; --arm3: #cc79a7;
  --good: #006b4f; --bad: #b3300c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --soft: #9198a1; --rule: #30363d; --ground: #0d1117; --panel: #161b22;
    --arm0: #56b4e9; --arm1: #e69f00; --arm2: #2fc79a; --arm3: #e39bc4;
    --good: #4fd1a5; --bad: #ff8a66;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 74rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
p { margin: .4rem 0; max-width: 46rem; }
.soft, figcaption, caption { color: var(--soft); font-size: .875rem; }
.verdict { font-size: 1.15rem; margin: 1rem 0 .5rem; max-width: 50rem; }
.verdict strong { font-weight: 600; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
ul.bounds { list-style: none; padding: 0; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; margin: .5rem 0; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { padding: .2rem .55rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th.text { text-align: left; padding-left: .55rem !important; }
thead th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
tbody th { font-weight: 400; }
table.kpis th[scope=row] { white-space: normal; min-width: 9rem; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; min-width: 42rem; height: auto; display: block; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; margin: .25rem 0; }
.key i { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; border-radius: 2px; }
code, pre { font: .85rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
pre { background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .9rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
details { margin: .5rem 0; } summary { cursor: pointer; }
@media print {
  :root { --ground: #fff; --ink: #000; --panel: #fff; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  figure, table { break-inside: avoid; }
  details > * { display: block; }
}
`;
