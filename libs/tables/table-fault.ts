interface Sentence {
  readonly ja: string;
  readonly en: string;
}

const faults = {
  'no-such-file': {
    ja: 'ファイルが見つかりません。場所と名前を確かめてください。',
    en: 'There is no such file. Check its place and name.',
  },
  'not-a-file': {
    ja: 'ファイルではありません。表のファイルを指定してください。',
    en: 'That is not a file. Name the file of the table.',
  },
  'not-readable': {
    ja: 'ファイルを読む権限がありません。権限を確かめてください。',
    en: 'The file may not be read. Check its permissions.',
  },
  'old-excel': {
    ja: '古い形式の Office のファイル（Excel では .xls）です。Excel で開き、.xlsx か CSV で保存し直してください。',
    en: 'This is a file of Office’s old form (.xls of Excel). Open it in Excel and save it as .xlsx or CSV.',
  },
  'locked-excel': {
    ja: 'パスワードのかかった Excel ファイルのため、読めません。Excel で開き、「ブックの保護」の「パスワードを使用して暗号化」でパスワードを消して保存し直すか、CSV で保存してください。',
    en:
      'The Excel file is locked with a password and cannot be read. Open it in Excel, remove the ' +
      'password (Protect Workbook, Encrypt with Password) and save it again, or save it as CSV.',
  },
  'wrong-encoding': {
    ja: 'UTF-8 としても Shift_JIS としても読めない文字があります。「CSV UTF-8」で保存し直してください。',
    en: 'A character is neither UTF-8 nor Shift_JIS. Save the file as “CSV UTF-8”.',
  },
  nul: {
    ja: '文字でないもの（NUL）が含まれています。表のファイルか、「CSV UTF-8」で保存したものかを確かめてください。',
    en: 'There is a NUL byte, which no text has. Check that it is a table, saved as “CSV UTF-8”.',
  },
  'line-too-long': {
    ja: '1 行が 1 MB を超えています。表のファイルかを確かめてください。',
    en: 'The line is longer than 1 MB. Check that the file is a table.',
  },
  'stray-quote': {
    ja: '引用符（"）が値の途中にあります。値全体を引用符で囲み、中の引用符は 2 つ重ねてください。',
    en: 'A quote (") stands inside a value. Put the whole value in quotes and double the one inside.',
  },
  'open-quote': {
    ja: '引用符（"）が閉じられていません。この行から先の引用符を確かめてください。',
    en: 'A quote (") is not closed. Check the quotes from this line on.',
  },
  'cut-gzip': {
    ja: 'gzip ファイルが途中で切れています。もう一度取得してください。',
    en: 'The gzip file is cut off. Fetch it again.',
  },
  'broken-gzip': {
    ja: 'gzip ファイルが壊れています。もう一度取得してください。',
    en: 'The gzip file is damaged. Fetch it again.',
  },
  'broken-workbook': {
    ja: 'Excel ファイルが壊れているか、途中で切れています。もう一度取得するか、保存し直してください。',
    en: 'The Excel file is damaged or cut off. Fetch or save it again.',
  },
  'not-a-workbook': {
    ja: 'Excel（.xlsx）のファイルではありません。CSV か .xlsx を指定してください。',
    en: 'This is no Excel workbook (.xlsx). Give a CSV file or an .xlsx.',
  },
  'part-too-large': {
    ja: 'Excel ファイルの中の表でない部分（書式や文字の一覧）が大きすぎます。必要な行だけを新しい表に写して保存してください。',
    en:
      'A part of the Excel file that is not the sheet (styles, texts) is too large. Copy the rows ' +
      'needed into a new file.',
  },
  'too-many-texts': {
    ja: 'Excel ファイルの中の文字の種類が多すぎます。必要な行だけを新しい表に写して保存してください。',
    en: 'The Excel file holds too many different texts. Copy the rows needed into a new file.',
  },
  'too-large': {
    ja: '表が大きすぎます。行を分けて、いくつかのファイルにしてください。',
    en: 'The table is too large. Split its rows over several files.',
  },
  'too-many-rows': {
    ja: '行が多すぎます（空の行も数えます）。下の空の行を削除するか、いくつかのファイルに分けてください。',
    en: 'There are too many rows (empty ones count). Delete the empty rows below, or split the file.',
  },
  'too-many-columns': {
    ja: '値のある列が 256 列を超えています。必要な列だけにしてください。',
    en: 'More than 256 columns hold a value. Keep the columns that are needed.',
  },
  'cell-too-long': {
    ja: 'セルの文字が 32,767 文字を超えています。短くしてください。',
    en: 'A cell is longer than 32,767 characters. Shorten it.',
  },
  'no-table': {
    ja: 'ファイルに表が見つかりません。見出しと、列に分かれた行のある CSV か Excel（.xlsx）を、もう一度取得してください。',
    en: 'There is no table in the file. Fetch it again as CSV or Excel (.xlsx), with headings and rows in columns.',
  },
  'too-slow': {
    ja: '表を読むのに時間がかかりすぎたため、中止しました。必要な行だけを新しい表に写して保存してください。',
    en: 'Reading the table took too long and was ended. Copy the rows needed into a new file.',
  },
} as const satisfies Record<string, Sentence>;

/** The faults of a table's file as a whole. */
export type TableFaultCode = keyof typeof faults;

/** A file that cannot be read further: the fault, its line (null: the whole file), and what to do. */
export class TableFault extends Error {
  readonly textJa: string;
  readonly textEn: string;

  constructor(
    readonly code: TableFaultCode,
    readonly line: number | null,
  ) {
    const textJa = `${line === null ? '' : `${line} 行目: `}${faults[code].ja}`;
    const textEn = `${line === null ? '' : `Line ${line}: `}${faults[code].en}`;
    super(`${textJa}\n${textEn}`);
    this.name = 'TableFault';
    this.textJa = textJa;
    this.textEn = textEn;
  }
}
