import { laneNames, type CodedText, type Lane } from '#kernel';

/** Why a person is passed over at a hurdle. */
export const hurdleWords = {
  skillMissing: {
    code: 'routing.skill-missing',
    textJa: 'この分野の担当ではありません。',
    textEn: 'This lane is not among the person’s skills.',
  },
  notOnDuty: {
    code: 'routing.not-on-duty',
    textJa: '勤務時間外か、不在です。',
    textEn: 'The person is off duty or absent.',
  },
  enteredCase: {
    code: 'routing.entered-case',
    textJa: 'この事案の報告または費用を入力した人は、その査定を担当できません。',
    textEn: 'Who entered this case or its expenses cannot assess them.',
  },
  ofInstitution: {
    code: 'routing.of-institution',
    textJa: 'この医療機関に所属する人は担当できません。',
    textEn: 'Who belongs to this institution cannot take its cases.',
  },
  signedBefore: {
    code: 'routing.signed-before',
    textJa: '以前の判断に署名した人は、その見直しを担当できません。',
    textEn: 'Who signed the earlier decision does not look at it again.',
  },
  refusedBefore: {
    code: 'routing.refused-before',
    textJa: 'この件を辞退したか、期限までに受諾しませんでした。',
    textEn: 'The person declined this item or let its offer lapse.',
  },
  atCapacity: {
    code: 'routing.at-capacity',
    textJa: '受け持ち件数が上限に達しています。',
    textEn: 'The person is at the limit of open items.',
  },
} as const satisfies Readonly<Record<string, CodedText>>;

export const noAdjusterInCharge: CodedText = {
  code: 'routing.no-adjuster-in-charge',
  textJa: 'この事案の保険金サービス担当者がまだ決まっていません。',
  textEn: 'No adjuster is in charge of this case yet.',
};

export const nobodyWithSkill = (lane: Lane): CodedText => ({
  code: 'routing.nobody-with-skill',
  textJa: `「${laneNames[lane].ja}」を担当できる人がいません。`,
  textEn: `Nobody has the skill for ${laneNames[lane].en}.`,
});

export const nobodyOnDuty: CodedText = {
  code: 'routing.nobody-on-duty',
  textJa: '担当できる人が、いまは全員勤務時間外です。',
  textEn: 'Nobody who could take it is on duty now.',
};

export const nobodyIndependent: CodedText = {
  code: 'routing.nobody-independent',
  textJa: '勤務中の担当者は、この事案の入力に関わったか、この医療機関に所属しているため担当できません。',
  textEn: 'Everybody on duty took part in entering this case or belongs to the institution.',
};

export const nobodyWilling: CodedText = {
  code: 'routing.nobody-willing',
  textJa: '担当できる人は全員、この件を辞退したか、期限までに受諾しませんでした。',
  textEn: 'Everybody who could take it declined it or let the offer lapse.',
};

export const nobodyWithCapacity: CodedText = {
  code: 'routing.nobody-with-capacity',
  textJa: '担当できる人は全員、受け持ち件数が上限に達しています。',
  textEn: 'Everybody who could take it is at the limit of open items.',
};
