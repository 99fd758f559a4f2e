import type { Count } from '#kernel';
import type { Schemas } from '../../api/api.js';

/** The register of claimants: who claims damages, and what is known of each claim. */
export const claimantsJa = {
  title: '請求者の記録（損害賠償）',
  lead: {
    institution:
      '損害賠償を請求している方ごとに、貴院が支払った額と、被害者の方が承諾した額を記録してください。保険法22条により、貴院への損害賠償金のお支払いは、そのどちらか大きい額までです。',
    insurer:
      '請求者ごとに、医療機関が支払った額、被害者の承諾額、示談・判決で決まった額を記録します。保険法22条により、医療機関への損害賠償金のお支払いは、支払った額と承諾額のどちらか大きい額までで、決まった賠償額の範囲内です。',
  },
  seen: '医療機関と当社の両方が読みます。書面には印刷されません。',
  nameSeen: '医療機関と当社の両方が読みます。被害者の方に直接お支払いしたときは、その方への書面の宛名になります。',
  none: '請求者はまだ登録されていません。',
  one: (number: number, name: string) => `請求者${number}　${name}`,
  demanded: '請求された額',
  paidByInstitution: '医療機関が支払った額（合計）',
  consented: '被害者が承諾した額',
  established: '示談・判決で決まった賠償額',
  notKnown: '記録なし',
  lines: '対象の明細',
  line: (line: string, payTo: string) => `${line}（お支払い先：${payTo}）`,
  payTo: { institution: '医療機関', victim: '被害者' } as Readonly<Record<string, string>>,
  acts: (count: Count) => `記録（${count}件）`,
  kinds: {
    demand: '被害者からの請求',
    'paid-by-institution': '医療機関から被害者への支払い',
    consent: '被害者の承諾',
    settlement: '示談',
    judgment: '判決',
  } satisfies Record<Schemas['ClaimantActDto']['kind'], string>,
  add: '支払い・承諾などを記録する',
  addFor: (name: string) => `${name}についての記録`,
  kind: '記録の種類',
  kindChoose: '選んでください',
  amount: '金額',
  amountOf: {
    demand: '請求された額の全体を入力します（前の記録に代わります）。',
    'paid-by-institution': 'この支払いの額を入力します（これまでの支払いに加わります）。',
    consent: '承諾した額の全体を入力します（前の記録に代わります）。',
    settlement: '決まった額の全体を入力します（前の記録に代わります）。',
    judgment: '決まった額の全体を入力します（前の記録に代わります）。',
  } satisfies Record<Schemas['ClaimantActDto']['kind'], string>,
  onDay: '日付',
  paper: '裏付けとなる資料',
  paperNone: '資料は選ばない',
  note: 'メモ',
  recorded: '記録しました。',
  enter: '請求者を登録する',
  name: '請求者の氏名・名称',
  entered: '請求者を登録しました。',
  assign: 'この明細の請求者とお支払い先',
  assignLead:
    '損害賠償金は、誰の請求に対するもので、医療機関と被害者のどちらに支払うかが決まるまで、お支払いの査定案を出せません。',
  claimant: '請求者',
  whoIsPaid: 'お支払い先',
  assignDone: 'この明細に決める',
  assigned: '請求者とお支払い先を記録しました。',
  open: '請求者の記録を開く',
};
export type ClaimantsText = typeof claimantsJa;
