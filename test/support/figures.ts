/** Figures of a case as somebody reads them: by what they are of, in whole yen, each with where it was read. */
export class Figures {
  readonly #found = new Map<string, Map<number, string[]>>();
  /** Figures in sentences that the reader does not know, with the sentence. */
  readonly unknown: { readonly yen: number; readonly line: string; readonly where: string }[] = [];

  /** Sums that the record names of lines of the case, with the sentence. */
  readonly recorded: {
    readonly lines: readonly number[];
    readonly yen: number;
    readonly line: string;
    readonly where: string;
  }[] = [];

  add(of: string, yen: number, where: string): void {
    const by = this.#found.get(of) ?? new Map<number, string[]>();
    by.set(yen, [...(by.get(yen) ?? []), where]);
    this.#found.set(of, by);
  }

  /** What is said to be two different figures, with where each was read. */
  get differences(): unknown[] {
    return [...this.#found].filter(([, by]) => by.size > 1).map(([of, by]) => [of, Object.fromEntries(by)]);
  }

  get(of: string): number | undefined {
    return [...(this.#found.get(of)?.keys() ?? [])][0];
  }

  /** How often something was read. */
  count(of: string): number {
    return [...(this.#found.get(of)?.values() ?? [])].flat().length;
  }

  get names(): string[] {
    return [...this.#found.keys()];
  }

  /** Sums of the record that are no decision of the lines which their sentence names. */
  get misattributed(): unknown[] {
    return this.recorded.filter(({ lines, yen }) => {
      const own = lines.map((line) => `line ${line} decision `);
      return ![...this.#found].some(([of, by]) => own.some((start) => of.startsWith(start)) && by.has(yen));
    });
  }

  /** A figure in an unknown sentence that is none of those that are known. */
  get untraced(): unknown[] {
    const known = new Set([...this.#found.values()].flatMap((by) => [...by.keys()]));
    return this.unknown.filter(({ yen }) => !known.has(yen));
  }
}

const buckets: Readonly<Record<string, string>> = {
  事故対応特別費用の支払限度額: 'response-expense',
  保険期間中の合計支払限度額: 'aggregate',
  '利益・営業継続費用の支払限度額': 'business-interruption',
  '自己負担額（1事故あたり）': 'deductible',
};
/** The same, where there is room for one word. */
const shortBuckets: Readonly<Record<string, string>> = {
  事故対応特別費用: 'response-expense',
  合計支払限度額: 'aggregate',
  利益・営業継続費用: 'business-interruption',
  自己負担額: 'deductible',
};
const bucketWords = Object.keys(buckets)
  .map((word) => word.replaceAll(/[（）]/g, '[（）]'))
  .join('|');
const yenOf = (figure: string): number => Number(figure.replaceAll(',', ''));
const yen = '([\\d,]+)円';

/** Of a limit: the label of a figure of its own, and of one of a case's share. */
const ofLimit: Readonly<Record<string, string>> = {
  この保険期間の支払限度額: 'limit',
  残り: 'remaining',
  この事案の見込みをすべて差し引いた残り: 'afterCase',
  '手配中の額と、ほかの事案の見込みも差し引いた残り': 'projected',
  '1事故あたりの自己負担額': 'limit',
  この事案の費用から差し引くと決まった額: 'taken',
  これから決まる費用から差し引く額: 'remaining',
};
const ofShare: Readonly<Record<string, string>> = {
  お支払い済み: 'paid',
  お支払い予定額: 'held',
  手配中の緊急時サポート: 'ordered',
  'ご請求中の額（まだ決まっていない額）': 'requested',
};
/** Of the picture of a limit: its parts, of all cases together. */
const ofBar: Readonly<Record<string, string>> = {
  お支払い済み: 'paid',
  お支払い予定額: 'held',
  残り: 'remaining',
  手配中の緊急時サポート: 'ordered',
  'ご請求中の額（まだ決まっていない額）': 'requested',
};
const ofFacts: Readonly<Record<string, string>> = {
  '金額（税抜）': 'net',
  消費税: 'tax',
  合計: 'claimed',
  ご請求額: 'claimed',
};
/** In a table whose heading has the unit. */
const bare = '△?([\\d,]+)';

/** Sentences with figures, and what each figure is of; `line` stands for the expense that the sentence is about. */
const sentences: readonly (readonly [RegExp, readonly string[]])[] = [
  [new RegExp(`のご請求${yen}は、全額をお支払いできる見込みです`), ['line claimed']],
  [new RegExp(`のご請求${yen}のうち、${yen}をお支払いできる見込みです`), ['line claimed', 'line expected']],
  [new RegExp(`のご請求${yen}は、お支払いの対象にならない見込みです`), ['line claimed']],
  [new RegExp(`のご請求${yen}は、お支払いできるかどうかがまだ決まっていません`), ['line claimed']],
  [new RegExp(`お支払いの対象と決まった場合の額は、いまの計算では${yen}です`), ['line expected']],
  [new RegExp(`お支払いの見込額（まだ決まっていません）：${yen}`), ['line available']],
  [new RegExp(`^いま承認するとお支払いする額\\t${yen}`), ['line now']],
  [new RegExp(`いま査定額で承認すると、ご請求${yen}に対するお支払いは${yen}です`), ['line asked', 'line now']],
  [new RegExp(`での承認の累計：${yen}`), ['line authority']],
  [new RegExp(`合計${yen}までの決裁権限`), ['line authority']],
  [new RegExp(`決裁権限が${yen}不足しますが`), ['line shortfall']],
  // the lines of the institution's sections while they are closed
  [new RegExp(`^\\d+件　お支払い済み ${yen}$`), ['case paid']],
  [new RegExp(`^事故対応特別費用の残り ${yen}$`), ['response-expense remaining']],
  [new RegExp(`^承認 \\d+件　残り ${yen}$`), ['approvals left']],
  // what was recognised of like costs, of other cases too
  [new RegExp(`^中央値 ${yen}、中央の半数 ${yen}～${yen}$`), ['range median', 'range lower', 'range upper']],
  [new RegExp(`^最小\\t${yen}$`), ['range smallest']],
  [new RegExp(`^4分の1がこの額以下\\t${yen}$`), ['range lower']],
  [new RegExp(`^中央値（半数がこの額以下）\\t${yen}$`), ['range median']],
  [new RegExp(`^4分の3がこの額以下\\t${yen}$`), ['range upper']],
  [new RegExp(`^最大\\t${yen}$`), ['range largest']],
  [new RegExp(`まとめて決定した明細[\\d・]+の合計は${yen}です`), ['statement']],
];

/** A line of the record with the lines of the case that it is about, and a sum. */
const entryOfRecord = new RegExp(`^明細([\\d・～]+)：[^（）円]*。（${yen}）`);

/** The numbers in `1・3`, or from the first to the last in `1～6`. */
function linesNamed(named: string): number[] {
  const numbers = named.split(/[・～]/).map(Number);
  const [first = 0, last = 0] = numbers;
  return named.includes('～') ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : numbers;
}

const keptLead = /に提出された査定案とともに記録された内容です。$/;

/** Reads every figure of a page; `expense`: the number of the line that the page is about. */
export function readPage(into: Figures, lines: readonly string[], where: string, expense: number | null = null): void {
  let bucket: string | null = null;
  let share = '';
  let decisions = 0;
  // figures of a decision as it was kept, which is said to be of then
  let kept = false;
  for (const [at, line] of lines.entries()) {
    if (keptLead.test(line)) kept = true;
    else if (line === '決定' || line === '支払限度額' || line === '決定の経過') kept = false;
    if (kept) continue;
    const next = lines[at + 1] ?? '';
    const value = new RegExp(`^${yen}(?:　税[込抜])?$`).exec(next)?.[1];
    // the history of decisions, newest first
    const decision = expense === null ? undefined : new RegExp(`^(?:承認|減額|対象外)　${yen}`).exec(line)?.[1];
    const row = /^明細(\d+)\t(.*)$/.exec(line);
    const entry = entryOfRecord.exec(line);
    if (buckets[line] !== undefined && !value) bucket = buckets[line] ?? null;
    else if (line === 'この事案') share = 'own';
    else if (line.startsWith('ほかの事案')) share = line;
    else if (bucket && value && ofLimit[line]) into.add(`${bucket} ${ofLimit[line]}`, yenOf(value), where);
    else if (bucket && value && ofShare[line]) into.add(`${bucket} ${share} ${ofShare[line]}`, yenOf(value), where);
    else if (expense !== null && value && ofFacts[line])
      into.add(`line ${expense} ${ofFacts[line]}`, yenOf(value), where);
    else if (expense !== null && line === '税抜・消費税') readNetAndTax(into, expense, next, where);
    else if (decision) into.add(`line ${expense} decision ${decisions++}`, yenOf(decision), where);
    else if (row) readRow(into, Number(row[1]), row[2] ?? '', where);
    else if (entry?.[1] && entry[2])
      into.recorded.push({ lines: linesNamed(entry[1]), yen: yenOf(entry[2]), line, where });
    else if (!new RegExp(`^${yen}(?:　税[込抜]|・${yen})?$`).test(line)) readText(into, line, where, expense);
  }
}

function readNetAndTax(into: Figures, expense: number, text: string, where: string): void {
  const [, net = '', tax = ''] = new RegExp(`^${yen}・${yen}$`).exec(text) ?? [];
  into.add(`line ${expense} net`, yenOf(net), where);
  into.add(`line ${expense} tax`, yenOf(tax), where);
}

/** A line of the table of expenses: what is claimed, and what was decided or is expected. */
function readRow(into: Figures, line: number, row: string, where: string): void {
  const [, claimed = '', , said = ''] = row.split('\t');
  into.add(`line ${line} claimed`, yenOf(claimed.replace('円', '')), where);
  const ruled = new RegExp(`^${yen}　`).exec(said);
  if (ruled?.[1]) into.add(`line ${line} ruled`, yenOf(ruled[1]), where);
  readText(into, said.replace(ruled?.[0] ?? '', ''), where, line);
}

/** The figures of sentences; what no sentence explains is kept as unknown. */
function readText(into: Figures, text: string, where: string, line: number | null): void {
  let rest = text;
  const take = (pattern: RegExp, each: (figures: number[], found: RegExpExecArray) => void): void => {
    for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
      each(
        found
          .slice(1)
          .filter((part) => /^[\d,]+$/.test(part))
          .map(yenOf),
        found,
      );
      rest = rest.replace(found[0], '');
    }
  };
  const named = (of: string): string => of.replace(/^line /, `line ${line} `);
  take(new RegExp(`(${bucketWords})の残りは${yen}です`), ([left = 0], [, word = '']) =>
    into.add(`${buckets[word]} afterCase`, left, where),
  );
  take(new RegExp(`^(${bucketWords})：((?:[^、]* [\\d,]+円、?)+)$`), (_, [, word = '', said = '']) => {
    for (const [, part = '', sum = ''] of said.matchAll(new RegExp(`([^、]*) ${yen}`, 'g')))
      into.add(`${buckets[word]} ${ofBar[part] ?? part}`, yenOf(sum), where);
  });
  take(
    new RegExp(`^(${Object.keys(shortBuckets).join('|')})\\t${bare}\\t${bare}$`),
    ([left = 0, after = 0], [, word = '']) => {
      into.add(`${shortBuckets[word]} remaining`, left, where);
      into.add(`line ${line} ${shortBuckets[word]} after`, after, where);
    },
  );
  take(new RegExp(`^ご請求額\\t${bare}$`), ([claimed = 0]) => into.add(named('line asked'), claimed, where));
  take(new RegExp(`^先に承認した額\\t${bare}$`), ([before = 0]) => into.add(named('line before'), before, where));
  take(new RegExp(`自己負担額」?（${yen}）`), ([taken = 0]) => into.add('deductible limit', taken, where));
  // each step of an assessment is said in words, and beside it stands what it takes off
  take(new RegExp(`${yen}が${yen}になります`), ([from = 0, to = 0]) =>
    into.add(`line ${line} step from ${from}`, to, where),
  );
  take(new RegExp(`^${yen} → ${yen}$`), ([from = 0, to = 0]) => into.add(`line ${line} step from ${from}`, to, where));
  for (const [pattern, of] of sentences)
    take(pattern, (figures) => figures.forEach((figure, at) => into.add(named(of[at] ?? ''), figure, where)));
  for (const [, figure = ''] of rest.matchAll(new RegExp(yen, 'g')))
    into.unknown.push({ yen: yenOf(figure), line: text, where });
}

interface ApiLimit {
  readonly bucket: string;
  readonly limit: number;
  readonly paid: number;
  readonly held: number;
  readonly ordered: number;
  readonly requested: number;
  readonly remaining: number;
  readonly afterCase: number | null;
  readonly shares: readonly {
    readonly incidentId: string;
    readonly caseNumber: string | null;
    readonly paid: number;
    readonly held: number;
    readonly requested: number;
    readonly assessed: number;
  }[];
}
/** A case as the API answers it. */
export interface ApiCase {
  readonly id: string;
  readonly institutionId: string;
  readonly limits: readonly ApiLimit[] | null;
  readonly expenses: readonly {
    readonly id: string;
    readonly line: number;
    readonly state: string;
    readonly claimed: number;
    readonly lane: string;
    readonly ruling: {
      readonly ruling: string;
      readonly amount: number;
      readonly statement: { readonly amount: number; readonly carrier: number } | null;
    } | null;
    readonly transfer: { readonly state: string } | null;
    readonly assessment: { readonly outcome: string; readonly wouldPay?: number };
  }[];
}

/** The same figures from the answer of the API. */
export function readCase(into: Figures, shown: ApiCase, where: string): void {
  const paid = shown.expenses.filter(({ state, transfer }) => state === 'paid' && transfer?.state !== 'returned');
  if (paid.length > 0)
    into.add(
      'case paid',
      paid.reduce((sum, { ruling }) => sum + (ruling?.amount ?? 0), 0),
      where,
    );
  for (const { line, claimed, ruling, assessment } of shown.expenses) {
    into.add(`line ${line} claimed`, claimed, where);
    if (ruling?.ruling === 'approved') into.add(`line ${line} ruled`, ruling.amount, where);
    else if (!ruling && assessment.wouldPay && ['reduced', 'refer'].includes(assessment.outcome))
      into.add(`line ${line} expected`, assessment.wouldPay, where);
  }
  for (const limit of shown.limits ?? []) {
    const { bucket, paid, held, ordered, requested, remaining, afterCase, shares } = limit;
    if (bucket === 'deductible' && limit.limit === 0) continue;
    into.add(`${bucket} limit`, limit.limit, where);
    into.add(`${bucket} remaining`, remaining, where);
    if (bucket === 'deductible') {
      into.add(`${bucket} taken`, paid + held, where);
      continue;
    }
    into.add(`${bucket} paid`, paid, where);
    into.add(`${bucket} held`, held, where);
    into.add(`${bucket} ordered`, ordered, where);
    into.add(`${bucket} requested`, requested, where);
    if (afterCase !== null) into.add(`${bucket} afterCase`, afterCase, where);
    for (const share of shares) {
      const of = share.incidentId === shown.id ? 'own' : `ほかの事案 ${share.caseNumber}`;
      into.add(`${bucket} ${of} paid`, share.paid, where);
      into.add(`${bucket} ${of} held`, share.held, where);
      if (share.requested > 0) into.add(`${bucket} ${of} requested`, share.requested, where);
    }
  }
}

/** The range of comparable costs as the API answers it; none while too few are decided. */
export function readRange(
  into: Figures,
  range: Readonly<Record<'smallest' | 'lowerQuartile' | 'median' | 'upperQuartile' | 'largest', number>> | null,
  where: string,
): void {
  if (range === null) return;
  into.add('range smallest', range.smallest, where);
  into.add('range lower', range.lowerQuartile, where);
  into.add('range median', range.median, where);
  into.add('range upper', range.upperQuartile, where);
  into.add('range largest', range.largest, where);
}

/** The decisions on an expense, as the API answers them to the insurer. */
export function readDecisions(
  into: Figures,
  {
    line,
    decisions,
  }: {
    readonly line: number;
    readonly decisions: readonly {
      readonly amount: number;
      readonly reasons: readonly { readonly amount: number | null }[];
    }[];
  },
  where: string,
): void {
  for (const [at, { amount, reasons }] of decisions.entries()) {
    into.add(`line ${line} decision ${at}`, amount, where);
    for (const { amount: off } of reasons) if (off !== null) into.add(`line ${line} reason ${off}`, off, where);
  }
}
