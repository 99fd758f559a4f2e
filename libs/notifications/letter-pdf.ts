import { dayInWords, yenInWords } from '#kernel';
import { letterDocument, drawableText, undrawableCharacters, type Weight } from './letter-fonts.js';
import { rowsOf, type LetterContent } from './letter-content.js';
import { casePolicy, letterHeadings, letterTitles } from './letter-words.js';

/** The PDF of a letter. The same content gives the same bytes: it contains no other time than the letter's own. */
export async function letterPdf(content: LetterContent): Promise<Buffer> {
  const title = letterTitles[content.kind];
  const { pdf, use } = letterDocument({
    size: 'A4',
    margins: { top: 56, bottom: 56, left: 62, right: 62 },
    lang: 'ja',
    info: { Title: title, Author: content.from, CreationDate: new Date(content.writtenAt) },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  draw({ pdf, use }, textsOf(content, drawableText), title);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

/** The characters of a letter that cannot be drawn, each once; a letter with one is held. */
export function undrawableOf(content: LetterContent): string[] {
  const missing = new Set<string>();
  textsOf(content, (text) => {
    for (const character of undrawableCharacters(text)) missing.add(character);
    return text;
  });
  return [...missing];
}

/** A letter with another text in place of characters that cannot be drawn. */
export function drawnAs(content: LetterContent, others: Readonly<Record<string, string>>): LetterContent {
  return textsOf(content, (text) => Array.from(text, (character) => others[character] ?? character).join(''));
}

/** A letter with every text changed by a function; the names of its members stay. */
function textsOf<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => textsOf(one, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, textsOf(one as unknown, change)])) as T;
}

interface Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly use: (weight: Weight) => PDFKit.PDFDocument;
}

function draw({ pdf, use }: Paper, content: LetterContent, title: string): void {
  const width = pdf.page.width - pdf.page.margins.left - pdf.page.margins.right;
  const say = (text: string, size = 10, options: PDFKit.Mixins.TextOptions = {}): void => {
    use('regular')
      .fontSize(size)
      .text(text, { lineGap: 3, ...options });
  };
  const heading = (text: string): void => {
    pdf.moveDown(0.8);
    use('bold').fontSize(11).text(text, { lineGap: 3 });
    pdf.moveDown(0.2);
  };
  /** A name on the left, a figure on the right of the same line. */
  const pair = (name: string, value: string, indent = 0): void => {
    const left = pdf.page.margins.left;
    use('regular').fontSize(10);
    const height = Math.max(
      pdf.heightOfString(name, { width: width - 150 - indent, lineGap: 3 }),
      pdf.heightOfString(value, { width: 140, lineGap: 3 }),
    );
    if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
    const { y } = pdf;
    pdf.text(name, left + indent, y, { width: width - 150 - indent, lineGap: 3 });
    pdf.text(value, left + width - 140, y, { width: 140, align: 'right', lineGap: 3 });
    pdf.x = left;
    pdf.y = y + height;
  };
  say(`${content.number}\n${dayInWords(content.day).ja}`, 9, { align: 'right' });
  say(content.to, 12);
  say(content.from, 10, { align: 'right' });
  pdf.moveDown();
  use('bold').fontSize(15).text(title, { align: 'center' });
  pdf.moveDown();
  say(casePolicy(content.caseNumber, content.policyNumber));
  pdf.moveDown(0.5);
  say(content.opening);
  for (const line of content.lines) {
    heading(line.name);
    for (const { name, value } of rowsOf(line)) pair(name, value, name.startsWith('・') ? 10 : 0);
    say(line.text);
  }
  if (content.facts.length > 0) heading(letterHeadings.facts);
  for (const { name, value } of content.facts) pair(name, value);
  if (content.limits.length > 0) heading(letterHeadings.limits);
  for (const { name, limit, remaining } of content.limits)
    pair(`${name}（${yenInWords(limit).ja}）`, yenInWords(remaining).ja);
  if (content.articles.length > 0) heading(letterHeadings.articles);
  for (const article of content.articles) say(article);
  if (content.closing.length > 0) heading(letterHeadings.closing);
  for (const text of content.closing) {
    say(text);
    pdf.moveDown(0.4);
  }
}
