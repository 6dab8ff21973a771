/**
 * The only script of a page: beside each picture it puts links that save it as SVG or PNG for a slide; the contents say where the reader is;
 * what is folded is opened for paper. Without it the page is whole.
 *
 * 1. It fetches nothing. The page's policy names its SHA-256, so that no other script runs.
 * 2. A saved picture has its colours and fonts in it: variables of the page are looked up as the page shows them now.
 */
import { createHash } from 'node:crypto';

export const SCRIPT = `
'use strict';
const INHERITED = ['fill', 'stroke', 'color', 'font-family', 'font-size', 'font-weight', 'opacity'];
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => {
    const seen = getComputedStyle(element);
    for (const name of INHERITED) to[i].style.setProperty(name, seen.getPropertyValue(name));
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}
function offer(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
function saveSvg(svg, name) {
  offer(new Blob([standalone(svg).text], { type: 'image/svg+xml' }), name + '.svg');
}
function savePng(svg, name) {
  const { text, width, height } = standalone(svg);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => offer(blob, name + '.png'), 'image/png');
  };
  image.src = 'data:image/svg+xml,' + encodeURIComponent(text);
}
document.querySelectorAll('figure').forEach((figure, no) => {
  const svg = [...figure.querySelectorAll('svg')].find((each) => each.viewBox.baseVal && each.viewBox.baseVal.width > 100);
  if (!svg) return;
  const section = figure.closest('section');
  const name = [document.body.dataset.name || 'dray', (section && section.id) || 'picture', no + 1].join('-');
  const bar = document.createElement('p');
  bar.className = 'save';
  for (const [word, save] of [['SVG', saveSvg], ['PNG', savePng]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Save as ' + word;
    button.addEventListener('click', () => save(svg, name));
    bar.append(button);
  }
  figure.append(bar);
});
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  for (const each of opened) each.open = true;
});
addEventListener('afterprint', () => {
  for (const each of opened) each.open = false;
  opened = [];
});
const links = [...document.querySelectorAll('nav a[href^="#"]')];
const ways = new Map(links.map((link) => [document.getElementById(link.hash.slice(1)), link]));
ways.delete(null);
let current = null;
function follow() {
  let here = null;
  for (const [section, link] of ways) if (section.getBoundingClientRect().top < innerHeight / 3) here = link;
  if (here === current) return;
  if (current) current.removeAttribute('aria-current');
  current = here;
  if (!here) return;
  here.setAttribute('aria-current', 'location');
  const nav = here.closest('nav');
  if (nav.scrollWidth > nav.clientWidth) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - 16;
}
let asked = false;
addEventListener('scroll', () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    follow();
  });
}, { passive: true });
`;

/** As a Content-Security-Policy names it. */
export const SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
