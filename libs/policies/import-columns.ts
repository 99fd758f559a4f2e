import { Problem, type FieldFault } from '#problems';
import { csvOf, foldedHeading, firstFaults, type LeftOut } from '#tables';
import { inBothLanguages } from './policy-numbers.js';
import type { Words } from '#kernel';

interface Column {
  readonly ja: string;
  readonly en: string;
  /** Other headings with the same meaning. */
  readonly also?: readonly string[];
  /** The member of an entry to which a refusal points. */
  readonly pointer: string;
  readonly needed?: boolean;
  readonly example: string;
  readonly about: Words;
}

/** The columns of a file of policies, in the order of the template. */
export const importColumns = {
  policyNumber: {
    ...{ ja: '証券番号', en: 'policyNumber', pointer: '/policyNumber', needed: true, example: 'MCY-2026-000401' },
    about: { ja: '必須。団体契約では全加入者に同じ番号', en: 'needed; the same for all members of a group' },
  },
  policyholder: {
    ...{ ja: '契約者', en: 'policyholder', pointer: '/policyholder', needed: true, example: '見本県医師会' },
    about: { ja: '必須', en: 'needed' },
  },
  isGroup: {
    ...{ ja: '団体契約', en: 'isGroup', pointer: '/isGroup', example: 'はい' },
    about: { ja: 'はい／いいえ。空欄はいいえ', en: 'yes / no; blank: no' },
  },
  certificateNumber: {
    ...{ ja: '加入者証番号', en: 'certificateNumber', pointer: '/certificateNumber', example: 'K26-0401-0001' },
    about: { ja: '団体契約の加入者の番号', en: 'of a member of a group policy' },
  },
  institutionId: {
    ...{ ja: '医療機関ID', en: 'institutionId', pointer: '/institution/id', example: '' },
    about: {
      ja: '登録済みの医療機関。ほかの医療機関の列より優先',
      en: 'an institution that is there; goes before the other ways',
    },
  },
  facilityCode: {
    ...{ ja: '医療機関コード', en: 'facilityCode', pointer: '/institution/facilityCode', example: '' },
    about: {
      ja: '名簿の施設。名称と種別の代わりになる',
      en: 'a facility of the directory, in place of name and kind',
    },
  },
  name: {
    ...{
      ja: '医療機関名',
      en: 'institutionName',
      also: ['name'],
      pointer: '/institution/name',
      example: '見本 はなみずきクリニック',
    },
    about: {
      ja: '新しい医療機関。種別と開設主体も必要',
      en: 'a new institution; kind and corporationKind are needed too',
    },
  },
  kind: {
    ...{
      ja: '種別',
      en: 'kind',
      also: ['institutionKind', '医療機関種別'],
      pointer: '/institution/kind',
      example: '一般診療所',
    },
    about: {
      ja: '病院、介護医療院、介護老人保健施設、一般診療所、歯科診療所',
      en: 'hospital, integrated-care-facility, geriatric-health-facility, general-clinic, dental-clinic',
    },
  },
  corporationKind: {
    ...{
      ja: '開設主体',
      en: 'corporationKind',
      also: ['法人種別'],
      pointer: '/institution/corporationKind',
      example: '医療法人',
    },
    about: { ja: '医療法人、個人、公立、その他', en: 'medical-corporation, individual, public, other' },
  },
  telephone: {
    ...{ ja: '電話番号', en: 'telephone', pointer: '/institution/telephone', example: '03-5550-0401' },
    about: { ja: '新しい医療機関の電話番号', en: 'of a new institution' },
  },
  prefecture: {
    ...{ ja: '都道府県', en: 'prefecture', pointer: '/institution/prefecture', example: '東京都' },
    about: { ja: '名称か番号（1～47）', en: 'its Japanese name or number, 1 to 47' },
  },
  newInstitution: {
    ...{ ja: '別の医療機関', en: 'newInstitution', pointer: '/newInstitution', example: '' },
    about: {
      ja: '同じ名称の医療機関とは別のものであれば、はい',
      en: 'yes where it is another institution than the one of the same name',
    },
  },
  plan: {
    ...{ ja: 'プラン', en: 'plan', pointer: '/plan', needed: true, example: '2' },
    about: { ja: '必須。1、2、3', en: 'needed: 1, 2 or 3' },
  },
  inceptionDate: {
    ...{ ja: '始期日', en: 'inceptionDate', pointer: '/inceptionDate', needed: true, example: '2026-04-01' },
    about: {
      ja: '必須。2026/4/1、令和8年4月1日など。古い期間から並べる',
      en: 'needed: 2026-04-01; older periods first',
    },
  },
  expiryDate: {
    ...{ ja: '満期日', en: 'expiryDate', pointer: '/expiryDate', needed: true, example: '2027-04-01' },
    about: { ja: '必須。始期日から 1 年以上', en: 'needed: a year after the inception or later' },
  },
  boundaryHour: {
    ...{ ja: '始期・満期の時刻', en: 'boundaryHour', pointer: '/boundaryHour', example: '16' },
    about: { ja: '0～23。空欄は不明', en: '0 to 23; blank: not known' },
  },
  deductible: {
    ...{ ja: '自己負担額', en: 'deductible', pointer: '/deductible', example: '100,000' },
    about: { ja: '1 事故あたりの円。空欄は 0', en: 'yen per incident; blank: 0' },
  },
  taxCreditableRatio: {
    ...{ ja: '消費税の控除割合', en: 'taxCreditableRatio', pointer: '/taxCreditableRatio', example: '0.05' },
    about: { ja: '0～1、または 5%', en: '0 to 1, or 5%' },
  },
  interruptionLimit: {
    ...{
      ja: '利益・営業継続費用の限度額',
      en: 'businessInterruptionLimit',
      pointer: '/businessInterruption/limit',
      example: '',
    },
    about: { ja: '追加条項がある場合の円', en: 'yen, where the option is on the contract' },
  },
  waitingHours: {
    ...{ ja: '免責時間', en: 'waitingHours', pointer: '/businessInterruption/waitingHours', example: '' },
    about: { ja: '限度額とともに必要', en: 'needed with the limit' },
  },
  indemnityMonths: {
    ...{ ja: '補償期間の月数', en: 'indemnityMonths', pointer: '/businessInterruption/indemnityMonths', example: '' },
    about: { ja: '1～60。空欄は限りなし', en: '1 to 60; blank: not limited' },
  },
  bodilyInjuryPropertyDamage: {
    ...{
      ja: '対人・対物',
      en: 'bodilyInjuryPropertyDamage',
      pointer: '/bodilyInjuryPropertyDamage',
      example: 'いいえ',
    },
    about: { ja: '追加条項。はい／いいえ', en: 'the added clause: yes / no' },
  },
  parameters: {
    ...{ ja: '取決め', en: 'parameters', pointer: '/parameters', example: '' },
    about: { ja: 'JSON。例 {"expenseWindowDays":180}', en: 'JSON, such as {"expenseWindowDays":180}' },
  },
  premises: {
    ...{ ja: '申告施設', en: 'premises', pointer: '/premises', example: '' },
    about: {
      ja: '医療機関コードを「;」で区切る。医療法人のみ',
      en: 'facility codes with ; between them; medical corporations only',
    },
  },
  joinedMidTerm: {
    ...{ ja: '中途加入', en: 'joinedMidTerm', pointer: '/joinedMidTerm', example: '' },
    about: { ja: '団体契約のみ。はい／いいえ', en: 'of a group policy only: yes / no' },
  },
  endedEarlyOn: {
    ...{ ja: '中途終了日', en: 'endedEarlyOn', pointer: '/endedEarlyOn', example: '' },
    about: { ja: 'すでに終了した契約', en: 'a contract that has ended early' },
  },
  continuousSince: {
    ...{ ja: '継続の起点', en: 'continuousSince', pointer: '/continuousSince', example: '' },
    about: { ja: '以前から途切れなく続く補償の始まり', en: 'where unbroken cover began before this period' },
  },
  termsVersion: {
    ...{ ja: '商品条件の版', en: 'termsVersion', pointer: '/termsVersion', example: '' },
    about: { ja: '空欄は最新', en: 'blank: the newest' },
  },
} as const satisfies Record<string, Column>;

export type ImportColumn = keyof typeof importColumns;
const columns: readonly (readonly [ImportColumn, Column])[] = Object.entries(importColumns) as [ImportColumn, Column][];

/** The position of each column in a row. */
export type Heading = ReadonlyMap<ImportColumn, number>;

const byHeading: ReadonlyMap<string, ImportColumn> = new Map(
  columns.flatMap(([key, { ja, en, also = [] }]) =>
    [ja, en, ...also].map((name) => [foldedHeading(name), key] as const),
  ),
);

/** The column of a heading. */
export const columnOf = (heading: string): ImportColumn | undefined => byHeading.get(foldedHeading(heading));

/**
 * Reads the heading row. Refuses a file with an unknown, repeated or missing column, because its contents would be
 * lost.
 */
export function headingOf(cells: readonly string[], left?: LeftOut): Heading {
  const heading = new Map<ImportColumn, number>();
  const faults: FieldFault[] = [];
  const fault = (code: FieldFault['code'], column: string): void =>
    void faults.push({ pointer: '', code, params: { column: inBothLanguages(column) } });
  for (const [at, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const found = columnOf(cell);
    if (!found) fault('policies.import-column-unknown', cell.slice(0, 200));
    else if (heading.has(found)) fault('policies.import-column-twice', cell);
    else heading.set(found, at);
  }
  const isHidden = (key: ImportColumn): boolean => left?.columns.some((one) => columnOf(one.heading) === key) === true;
  for (const [key, { ja, needed }] of columns)
    if (needed && !heading.has(key))
      fault(isHidden(key) ? 'uploads.column-hidden' : 'policies.import-column-missing', ja);
  if (!(['institutionId', 'facilityCode', 'name'] as const).some((key) => heading.has(key)))
    fault('policies.import-column-missing', importColumns.name.ja);
  const [first] = faults;
  if (first)
    throw new Problem(first.code, { errors: firstFaults(faults), ...(first.params ? { params: first.params } : {}) });
  return heading;
}

/** The Japanese heading of the column for a pointer of an entry; null without one. */
export function columnAt(pointer: string): string | null {
  const found =
    columns.find(([, column]) => column.pointer === pointer) ??
    columns.find(([, column]) => pointer.startsWith(`${column.pointer}/`)) ??
    columns.find(([, column]) => column.pointer.startsWith(`${pointer}/`));
  return pointer === '' || !found ? null : found[1].ja;
}

/** The template as CSV that Excel opens: headings and an example. */
export function importTemplate(): string {
  return csvOf([columns.map(([, { ja }]) => ja), columns.map(([, { example }]) => example)]);
}

/** The meaning of each column of the template, in Japanese and English. */
export function importTemplateHelp(): string {
  return columns.map(([, { ja, en, about }]) => `${ja} / ${en}\n    ${about.ja}\n    ${about.en}`).join('\n');
}
