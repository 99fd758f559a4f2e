import { letterTitles, type LetterKind } from '#notifications';

interface Said {
  readonly ja: string;
  readonly en: string;
}
type Data = Readonly<Record<string, unknown>>;

/** To whom a mail went, by what they are. */
const readers: Readonly<Record<string, Said>> = {
  'hospital-manager': { ja: '医療機関の責任者', en: 'the manager of the institution' },
  'hospital-reporter': { ja: '医療機関の報告担当者', en: 'the reporter of the institution' },
  reporter: { ja: '報告された方', en: 'whoever reported' },
};
const brought: Readonly<Record<string, Said>> = {
  acknowledgement: { ja: '受付の確認', en: 'that the report was received' },
  request: { ja: 'お願いのお知らせ', en: 'that something is asked for' },
  reminder: { ja: '照会へのご回答のお願い', en: 'that an answer is waited for' },
};

function mailOf({ what, addressee, letterKind }: Data): { readonly to: Said; readonly brings: Said } {
  const title = letterTitles[letterKind as LetterKind];
  return {
    to: readers[String(addressee)] ?? { ja: '宛先', en: 'its reader' },
    brings: brought[String(what)] ?? { ja: `「${title}」`, en: 'a letter' },
  };
}

const letterOf = ({ letterKind, number, addressee }: Data): Said => {
  const to: Readonly<Record<string, Said>> = {
    institution: { ja: '', en: '' },
    claimant: { ja: '被害者の方あての', en: ' to the victim' },
    vendor: { ja: '事業者あての', en: ' to the vendor' },
  };
  const whose = to[String(addressee)];
  return {
    ja: `${whose?.ja ?? ''}「${letterTitles[letterKind as LetterKind]}」（${String(number)}）`,
    en: `the letter ${String(number)}${whose?.en ?? ''}`,
  };
};

/** Lines that say more than their kind: what was sent, and to whom. */
const lines: Readonly<Record<string, (data: Data) => Said>> = {
  'mail-sent': (data) => {
    const { to, brings } = mailOf(data);
    return {
      ja: `${brings.ja}を、${to.ja}にメールでお送りしました。`,
      en: `A mail was sent to ${to.en}: ${brings.en}.`,
    };
  },
  'mail-arrived': (data) => {
    const { to, brings } = mailOf(data);
    return {
      ja: `${brings.ja}のメールが、${to.ja}に届いていることを確かめました。`,
      en: `A mail to ${to.en} was found to have arrived: ${brings.en}.`,
    };
  },
  'letter-written': (data) => {
    const { ja, en } = letterOf(data);
    return { ja: `${ja}を作成しました。`, en: `Written: ${en}.` };
  },
  'letter-posted': (data) => {
    const { ja, en } = letterOf(data);
    return { ja: `${ja}を郵送しました。`, en: `Posted: ${en}.` };
  },
};

/** The kinds of lines that are said from their data. */
export const toldKinds: readonly string[] = Object.keys(lines);

/** What a line says from its data; undefined where its kind says it all. */
export function toldText(kind: string, data: Data): Said | undefined {
  return lines[kind]?.(data);
}
