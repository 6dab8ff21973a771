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
  --part0: #3d8fc4; --part1: #d9822b; --part2: #8f8f8f; --part3: #d0605e; --part4: #b07aa1; --part5: #8c7a5b; --part6: #3fa37c;
  --on-part: #101010;
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
h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
p { margin: .4rem 0; max-width: 46rem; }
.soft, figcaption, caption { color: var(--soft); font-size: .875rem; }
.verdict { font-size: 1.15rem; margin: 1rem 0 .5rem; max-width: 50rem; }
.verdict strong { font-weight: 600; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
ul.bounds { list-style: none; padding: 0; }
.change { display: block; font-size: .78rem; line-height: 1.1; }
.figures .good, .figures .bad, .figures .soft { display: block; font-size: .78rem; line-height: 1.2; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1.5rem 0 0; padding: .6rem 0; border-block: 1px solid var(--rule); font-size: .9rem;
  position: sticky; top: 0; z-index: 1; background: var(--ground); }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration-thickness: 2px; }
html:has(nav) { scroll-padding-top: 6.25rem; }
a { color: var(--arm0); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 1rem; margin: .75rem 0; }
.card { background: var(--panel); border: 1px solid var(--rule); border-top: 4px solid var(--arm0); border-radius: 6px; padding: .6rem .9rem .8rem; }
.card.arm1 { border-top-color: var(--arm1); } .card.arm2 { border-top-color: var(--arm2); } .card.arm3 { border-top-color: var(--arm3); }
.card h3 { margin: 0; }
dl.short { margin: .9rem 0; font-size: 1rem; gap: .35rem 1rem; } dl.short dt { font-weight: 600; }
dl.figures { grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .6rem 1rem; margin: .6rem 0 0; }
dl.figures > div { display: flex; flex-direction: column; }
dl.figures dt { font-size: .78rem; line-height: 1.25; }
dl.figures dd { font-size: 1.2rem; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; order: -1; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.scroll { overflow-x: auto; position: relative; background:
  linear-gradient(to left, var(--ground) 40%, transparent) right / 2.5rem 100% no-repeat local,
  linear-gradient(to left, var(--rule), transparent) right / 1rem 100% no-repeat scroll; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; margin: .5rem 0; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { padding: .2rem .55rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th.text { text-align: left; padding-left: .55rem !important; }
thead th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
tbody th { font-weight: 400; }
th[scope=rowgroup] { vertical-align: top; }
table.groups th[scope=rowgroup] { font-weight: 600; }
.left { display: block; text-align: left; } .plain { font-weight: 400; }
td.unit { color: var(--soft); text-align: left; }
.text { text-align: left; }
table.wrap td, table.wrap th[scope=row] { white-space: normal; text-align: left; vertical-align: top; }
table.wrap td { min-width: 6rem; } table.wrap thead th { text-align: left; }
table.wrap .swing { min-width: 17rem; } .swing p { margin: 0; } .swing svg { width: 220px; max-width: 100%; height: auto; display: block; } .swing + .swing { margin-top: .6rem; }
table.decisions th[scope=row] { white-space: normal; min-width: 15rem; }
table.faults td:nth-child(2) { text-align: left; }
table.kpis th[scope=row] { white-space: normal; min-width: 9rem; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; min-width: 42rem; height: auto; display: block; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(27rem, 100%), 1fr)); gap: 0 1rem; }
.pictures.wide { grid-template-columns: minmax(0, 1fr); }
.pictures figure { margin: .75rem 0; } .pictures figure svg { min-width: 20rem; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; margin: .25rem 0; padding: 0; list-style: none; }
.key i { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; border-radius: 2px; }
code, pre { font: .85rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
pre { background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .9rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
p.save { display: flex; gap: .4rem; margin: .1rem 0 0; } p.save button { font: inherit; font-size: .75rem; color: var(--soft); background: none; border: 1px solid var(--rule); border-radius: 4px; padding: .05rem .45rem; cursor: pointer; }
p.save { opacity: 0; } figure:hover p.save, figure:focus-within p.save { opacity: 1; } @media (hover: none) { p.save { opacity: 1; } }
p.save button:hover, p.save button:focus-visible { color: var(--ink); border-color: var(--soft); }
details { margin: .5rem 0; } summary { cursor: pointer; }
@media screen { .long:has(> .more:not([open])) tbody.rest { display: none; } }
.more { margin: 0 0 .75rem; font-size: .875rem; } .more summary { color: var(--arm0); width: max-content; max-width: 100%; }
.more[open] summary { color: var(--soft); }
@media (max-width: 40rem) {
  body { padding: 1rem .75rem 3rem; }
  dl, dl.short { grid-template-columns: 1fr; gap: 0; } dl > dd { margin-bottom: .4rem; }
  dl.figures { grid-template-columns: 1fr 1fr; }
  table { font-size: .8rem; } th, td { padding: .2rem .35rem; } table.kpis th[scope=row] { min-width: 7.5rem; }
  tbody th[scope=row]:not(.text) { white-space: normal; min-width: 7.5rem; }
  figure svg { min-width: 36rem; }
  table.wrap .swing { min-width: 12rem; }
}
@media (max-width: 60rem) {
  nav { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; padding: .4rem 0; }
  html:has(nav) { scroll-padding-top: 3.25rem; }
}
@media print {
  :root { --ground: #fff; --ink: #000; --panel: #fff; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  figure, .card, tr { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  nav, p.save, .more { display: none; }
  details::details-content { content-visibility: visible; display: block; }
  .scroll, figure { overflow: visible; }
  table { font-size: 8pt; } td .soft, th .soft, td code { font-size: inherit; } th, td { white-space: normal; padding: .1rem .3rem; }
  figure svg { min-width: 0; }
}
`;
