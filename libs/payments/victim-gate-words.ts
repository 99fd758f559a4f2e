import { yenInWords } from '#kernel';
import { said, type Said } from './payment-wait-words.js';
import type { VictimLacks } from './victim-gate.js';

/** What article 22 holds of a victim's claim and what would free it, for the insurer. */
export function gateText(held: number, { payment, consentNeeded, established }: VictimLacks): Said {
  if (held === 0) return said('保険法22条による保留はありません。', 'Nothing is held by article 22.');
  const [ofHeld, ofPayment] = [yenInWords(held), yenInWords(payment)];
  const [ofConsent, ofLiability] = [yenInWords(consentNeeded), yenInWords(established)];
  const wants = [
    ...(payment > 0
      ? [
          said(
            `医療機関から被害者への支払いがあと${ofPayment.ja}、または被害者の承諾が合計${ofConsent.ja}で登録されることが必要です。`,
            `It needs ${ofPayment.en} more paid by the institution to the victim, ` +
              `or a consent of ${ofConsent.en} in all.`,
          ),
        ]
      : []),
    ...(established > 0
      ? [
          said(
            `示談・判決で決まった賠償額が、あと${ofLiability.ja}登録されることが必要です。`,
            `It needs ${ofLiability.en} more of liability that is settled or judged.`,
          ),
        ]
      : []),
  ];
  return said(
    `保険法22条により${ofHeld.ja}を保留しています。${wants.map(({ textJa }) => textJa).join('')}`,
    [`${ofHeld.en} is held by article 22.`, ...wants.map(({ textEn }) => textEn)].join(' '),
  );
}
