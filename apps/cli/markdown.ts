/** What a page that is made from the code begins with. */
export const generatedNotice = '<!-- Made from the code by `npm run generate`; change the code, not this page. -->\n\n';

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

/** A table of a page. */
export const markdownTable = (head: string[], rows: string[][]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');
