import type PDFDocument from 'pdfkit';
import { loadPackage, requirePackage } from '#platform';

/** Loaded with the first letter: most processes write none. */
const pdfkit = (): typeof PDFDocument => loadPackage('pdfkit');
const file = (name: string): string => requirePackage.resolve(`@expo-google-fonts/${name}.ttf`);

/**
 * The faces of a weight, in the order in which they are searched for a character: the letter's face, all of JIS X 0213,
 * pictures.
 */
const weights = {
  regular: [
    file('biz-udpgothic/400Regular/BIZUDPGothic_400Regular'),
    file('noto-sans-jp/400Regular/NotoSansJP_400Regular'),
    file('noto-emoji/400Regular/NotoEmoji_400Regular'),
  ],
  bold: [
    file('biz-udpgothic/700Bold/BIZUDPGothic_700Bold'),
    file('noto-sans-jp/700Bold/NotoSansJP_700Bold'),
    file('noto-emoji/700Bold/NotoEmoji_700Bold'),
  ],
} as const;
export type Weight = keyof typeof weights;

/** The parts of pdfkit that draw a line; its version is fixed, and a test reads the glyphs in the PDF. */
interface Drawing {
  _font: Face;
  readonly _fontSize: number;
  _fragment(text: string, x: number, y: number, options: FragmentOptions): void;
}
interface Face {
  readonly ascender: number;
  readonly font: { hasGlyphForCodePoint(point: number): boolean };
}
type FragmentOptions = PDFKit.Mixins.TextOptions & { readonly lineWidth?: number; readonly textWidth?: number };

interface Run {
  readonly face: string;
  readonly text: string;
}

const drawingOf = (pdf: PDFKit.PDFDocument): Drawing => pdf as unknown as Drawing;

let opened: Map<string, Face['font']> | undefined;

/** The characters of a face; each is opened once in a process. */
function charactersOf(path: string): Face['font'] {
  opened ??= new Map();
  const known = opened.get(path);
  if (known) return known;
  const { font } = drawingOf(new (pdfkit())({ font: path }))._font;
  opened.set(path, font);
  return font;
}

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/** A text without characters that are not drawn: variation selectors, joiners, controls apart from line ends. */
export const drawableText = (text: string): string => text.replace(invisible, (sign) => (sign === '\n' ? sign : ''));

/** The characters that no face can draw, each once: mostly those for private use. */
export function undrawableCharacters(text: string): string[] {
  const missing = new Set<string>();
  for (const character of drawableText(text))
    if (character !== '\n' && faceOf(character, 'regular') === null) missing.add(character);
  return [...missing];
}

function faceOf(character: string, weight: Weight): string | null {
  const point = character.codePointAt(0) ?? 0;
  return weights[weight].find((path) => charactersOf(path).hasGlyphForCodePoint(point)) ?? null;
}

/** The parts of a line, each with its face. */
function runsOf(text: string, weight: Weight): Run[] {
  const runs: { face: string; text: string }[] = [];
  for (const character of text) {
    const face = faceOf(character, weight) ?? weights[weight][0];
    const last = runs.at(-1);
    if (last?.face === face) last.text += character;
    else runs.push({ face, text: character });
  }
  return runs;
}

/** A document in which every character is drawn by the first face that has it, on one base line. */
export function letterDocument(options: PDFKit.PDFDocumentOptions): {
  readonly pdf: PDFKit.PDFDocument;
  /** Sets the weight for what is drawn next. */
  readonly use: (weight: Weight) => PDFKit.PDFDocument;
} {
  const pdf = new (pdfkit())({ ...options, font: weights.regular[0] });
  const drawing = drawingOf(pdf);
  let weight: Weight = 'regular';
  const fragment = drawing._fragment.bind(pdf);
  const widthOf = pdf.widthOfString.bind(pdf);
  const inFace = <T>(face: string, work: () => T): T => {
    const main = drawing._font;
    if (face === weights[weight][0]) return work();
    pdf.font(face);
    try {
      return work();
    } finally {
      drawing._font = main;
    }
  };
  const width = (text: string, given?: PDFKit.Mixins.TextOptions): number =>
    runsOf(text, weight).reduce((sum, run) => sum + inFace(run.face, () => widthOf(run.text, given)), 0);
  pdf.widthOfString = width;
  drawing._fragment = (text, x, y, given) => {
    const runs = runsOf(`${text}`.replaceAll('\n', ''), weight);
    if (runs.length <= 1 && (runs[0]?.face ?? weights[weight][0]) === weights[weight][0]) {
      fragment(text, x, y, given);
      return;
    }
    const { align = 'left', lineWidth = 0, textWidth = 0 } = given;
    let left = x;
    if (align === 'right') left += lineWidth - width(text.trimEnd(), given);
    if (align === 'center') left += lineWidth / 2 - textWidth / 2;
    // in points, from the top of the line
    const baseline = (-drawing._font.ascender / 1000) * drawing._fontSize;
    for (const run of runs) {
      inFace(run.face, () => fragment(run.text, left, y, { ...given, align: 'left', baseline }));
      left += inFace(run.face, () => widthOf(run.text, given));
    }
  };
  return {
    pdf,
    use: (next) => {
      weight = next;
      return pdf.font(weights[next][0]);
    },
  };
}
