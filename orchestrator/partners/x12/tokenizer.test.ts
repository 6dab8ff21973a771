/**
 * What must hold: delimiters come from the ISA whatever they are, and the offsets are those of the bytes. Shown by texts
 * as real files are.
 */
import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenizer.ts';

const ISA =
  '*00*          *00*          *ZZ*A              *ZZ*B              *260101*0000*U*00401*000000001*0*P*';

function segments(text: string): string[] {
  return tokenize(text, 'X').interchanges.flatMap((each) =>
    each.segments.slice(1).map(({ id, elements }) => [id, ...elements].join('|')),
  );
}

describe('tokenize', () => {
  it.each([
    ['tilde', `ISA${ISA}>~GS*SM*A~IEA*1~`],
    ['tilde and newline', `ISA${ISA}>~\nGS*SM*A~\nIEA*1~\n`],
    ['newline', `ISA${ISA}:\nGS*SM*A\nIEA*1\n`],
    ['CRLF', `ISA${ISA}:\r\nGS*SM*A\r\nIEA*1\r\n`],
    ['dot', `ISA${ISA}:.GS*SM*A.IEA*1.`],
    ['apostrophe, empty segments between', `ISA${ISA}:'GS*SM*A'''IEA*1'`],
    ['no last terminator', `ISA${ISA}:~GS*SM*A~IEA*1`],
    ['component and terminator alike', `ISA${ISA}~~GS*SM*A~IEA*1~`],
    ['unpadded ISA', `ISA*00**00**ZZ*A*ZZ*B*260101*0000*U*00401*1*0*P*>~GS*SM*A~IEA*1~`],
    ['ISA wrapped', `ISA${ISA.slice(0, 40)}\n${ISA.slice(40)}>~GS*SM*A~IEA*1~`],
    ['wrapped in an element', `ISA${ISA}>~GS*S\nM*A~IE\r\nA*1~`],
    ['mark, blanks, NUL and end-of-file mark', `\uFEFF\n  ISA${ISA}>~  GS*SM*A~ IEA*1~  \0\x1A`],
  ])('%s', (_name, text) => {
    expect(segments(text)).toEqual(['GS|SM|A', 'IEA|1']);
  });

  it('a tilde as the separator, a star as the terminator', () => {
    expect(segments(`ISA${ISA}`.replaceAll('*', '~').concat('`*\r\n GS~SM~A*\r\n IEA~1*'))).toEqual([
      'GS|SM|A',
      'IEA|1',
    ]);
  });

  it('offsets are those of the text', () => {
    const text = `\u00EF\u00BB\u00BFISA${ISA}>~\r\n  GS*SM*A~\r\n  IEA*1~`;
    const [, gs, iea] = tokenize(text, 'X').interchanges[0]!.segments;
    expect([gs, iea].map((segment) => segment!.offsets.map((at) => text.slice(at, at + 2)))).toEqual([
      ['GS', 'SM', 'A~'],
      ['IE', '1~'],
    ]);
  });

  it('what follows the last interchange and is none is reported with its place', () => {
    const text = `ISA${ISA}>~IEA*0~ rubbish`;
    const { interchanges, issues } = tokenize(text, 'X');
    expect(interchanges).toHaveLength(1);
    expect(issues.list.map((issue) => issue.text)).toEqual([
      `X: interchange: an interchange begins with ISA, this text with: "rubbish" (segment 1, byte ${text.indexOf('rubbish')})`,
    ]);
  });
});
