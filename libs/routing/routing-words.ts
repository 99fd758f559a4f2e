import { laneNames, yenInWords, type CodedText, type Lane } from '#kernel';

/** An item that fits nobody. */
export const nobodyFits: CodedText = {
  code: 'routing.to-unassigned-list',
  textJa: '未割当の一覧に入れ、この分野の責任者に知らせます。',
  textEn: 'It goes to the unassigned list and the lead of the lane is alerted.',
};

export const onlyCandidate: CodedText = {
  code: 'routing.only-candidate',
  textJa: '条件を満たす人がほかにいませんでした。',
  textEn: 'Nobody else met the conditions.',
};

/** Nobody with the skill was found in time, and a member of the team was chosen. */
export const ofTeam = (lane: Lane): CodedText => ({
  code: 'routing.of-team',
  textJa: `時間内に「${laneNames[lane].ja}」の担当者が見つからなかったため、同じチームから選びました。`,
  textEn: `Nobody with the skill for ${laneNames[lane].en} was found in time: chosen from the team.`,
});

export const inChargeOfCase: CodedText = {
  code: 'routing.in-charge-of-case',
  textJa: 'この事案の保険金サービス担当者です。',
  textEn: 'In charge of this case.',
};

export const hasSkill = (lane: Lane): CodedText => ({
  code: 'routing.has-skill',
  textJa: `「${laneNames[lane].ja}」を担当できます。`,
  textEn: `Has the skill for ${laneNames[lane].en}.`,
});

/** Whether the authority covers what is claimed, or by how much it falls short (yen). */
export function authorityWords(shortYen: number): CodedText {
  if (shortYen === 0)
    return {
      code: 'routing.authority-covers',
      textJa: 'ご請求額は決裁権限の範囲内です。',
      textEn: 'The amount is within the person’s authority.',
    };
  const short = yenInWords(shortYen);
  return {
    code: 'routing.authority-short',
    textJa: `決裁権限が${short.ja}不足しますが、不足が最も小さい人です。決定には上席の保険金サービス担当者の判断が必要です。`,
    textEn: `Authority is short by ${short.en}, the smallest shortfall; the decision needs a senior adjuster.`,
  };
}

export const spareCapacityWords = (capacity: number, spare: number): CodedText => ({
  code: 'routing.spare-capacity',
  textJa: `勤務中で、受け持ち件数に余力があります（上限${capacity}件のうち残り${spare}件）。`,
  textEn: `On duty with room for more: ${spare} of ${capacity} items free.`,
});

export const oneFace: CodedText = {
  code: 'routing.one-face',
  textJa: 'すでにこの事案を担当しており、窓口が一つになります。',
  textEn: 'Already in charge of this case: one face for the institution.',
};

export const decidedBySkill: CodedText = {
  code: 'routing.decided-by-skill',
  textJa: 'この分野の担当であることで決まりました。',
  textEn: 'Decided by the skill for this lane.',
};

export const decidedByAuthority: CodedText = {
  code: 'routing.decided-by-authority',
  textJa: '決裁権限の金額で決まりました。',
  textEn: 'Decided by the amount of authority.',
};

export const decidedByOneFace: CodedText = {
  code: 'routing.decided-by-one-face',
  textJa: 'すでにこの事案を担当していることで決まりました。',
  textEn: 'Decided by being in charge of this case already.',
};

export const decidedBySpareCapacity: CodedText = {
  code: 'routing.decided-by-spare-capacity',
  textJa: '受け持ち件数の余力の割合で決まりました。',
  textEn: 'Decided by the share of capacity that is free.',
};

export const decidedByIdleTime: CodedText = {
  code: 'routing.decided-by-idle-time',
  textJa: '手が空いてからの時間の長さで決まりました。',
  textEn: 'Decided by the longest time without work.',
};

export const decidedById: CodedText = {
  code: 'routing.decided-by-id',
  textJa: 'ほかの条件がすべて同じため、登録番号の順で決まりました。',
  textEn: 'Everything else being equal, decided by the order of ids.',
};

/** An item went back to the proposer without being routed. */
export const returnedToProposer: CodedText = {
  code: 'routing.returned',
  textJa: '査定案を提出した人に戻りました。',
  textEn: 'It went back to who proposed it.',
};
