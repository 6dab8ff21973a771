/**
 * A file's code without what only looks like it: comments, texts and regular expressions are blanked, and every place stays where it was.
 * What stands in `${}` of a template is code.
 */

/** After these a slash begins a regular expression; elsewhere it divides. */
const BEFORE_REGEX =
  /(?:^|[(,=:[!&|?{};+\-*%~^<>]|=>|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield))$/;

const COMMENT = /\/\/.*|\/\*[\s\S]*?\*\//y;
const TEXT = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
/** Up to its end, or to code in it. */
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{|$)/y;

export function codeOnly(source: string): string {
  let code = '';
  let at = 0;
  /** Open braces in each template that is open. */
  const templates: number[] = [];
  const blank = (pattern: RegExp, from = at): boolean => {
    pattern.lastIndex = from;
    const found = pattern.exec(source)?.[0];
    if (found === undefined || found === '') return false;
    code += source.slice(at, from + found.length).replace(/[^\n]/g, ' ');
    at = from + found.length;
    return true;
  };
  const template = (): void => {
    blank(TEMPLATE, at + 1);
    if (source.slice(at - 2, at) === '${') templates.push(0);
  };
  while (at < source.length) {
    const char = source[at]!;
    if (blank(COMMENT) || blank(TEXT)) continue;
    if (char === '/' && BEFORE_REGEX.test(code.slice(-40).trimEnd()) && blank(REGEX)) continue;
    if (char === '`') {
      template();
      continue;
    }
    const depth = templates.at(-1);
    if (depth === 0 && char === '}') {
      templates.pop();
      template();
      continue;
    }
    if (depth !== undefined && char === '{') templates[templates.length - 1] = depth + 1;
    if (depth !== undefined && char === '}') templates[templates.length - 1] = depth - 1;
    code += char;
    at += 1;
  }
  return code;
}
