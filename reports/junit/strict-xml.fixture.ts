/** A reader of XML that forgives nothing: elements, attributes and text, each by the productions of XML 1.0. For tests. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const HEAD = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/;
const TAG = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<]*")*)\s*(\/?)>/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*)="([^"<]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Throws where it is no XML. */
export function readXml(xml: string): Element {
  if (!CHARACTERS.test(xml)) throw new Error('a character that XML does not have');
  const text = xml.replace(HEAD, '').replace(/\r\n?/g, '\n');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (let at = 0; at < text.length; ) {
    const top = open.at(-1)!;
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const words = text.slice(at, end < 0 ? undefined : end);
      if (words.includes(']]>')) throw new Error(']]> in a text');
      top.text += decoded(words);
      at += words.length;
      continue;
    }
    TAG.lastIndex = at;
    const found = TAG.exec(text);
    if (found === null) throw new Error(`no tag at ${at}: ${text.slice(at, at + 40)}`);
    const [tag, slash, name, attributes, closed] = found as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    at += tag.length;
    if (slash === '/') {
      if (open.length === 1 || open.pop()!.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
    top.children.push(element);
    if (closed !== '/') open.push(element);
  }
  const [only, ...more] = root.children;
  if (open.length > 1 || only === undefined || more.length > 0 || root.text.trim() !== '')
    throw new Error('not one element, closed');
  return only;
}

export function elementsOf(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsOf(child, name),
  ]);
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(found, name!)) throw new Error(`${name} is there twice`);
    // A break in an attribute is read as a space, but for one that is written as a number.
    found[name!] = decoded(value!.replace(/[\t\n]/g, ' '));
  }
  return found;
}

function decoded(text: string): string {
  return text.replace(/&([^;]*;?)/g, (_, reference: string) => {
    const number = /^#(\d+);$/.exec(reference)?.[1];
    const entity =
      number === undefined ? ENTITIES[reference.slice(0, -1)] : String.fromCodePoint(Number(number));
    if (entity === undefined || !reference.endsWith(';')) throw new Error(`no entity: &${reference}`);
    return entity;
  });
}
