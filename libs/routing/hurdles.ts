import { laneNames, type CodedText, type Lane } from '#kernel';
import { spareCapacity, suitsLane, type Candidate } from './candidate.js';

interface Hurdle {
  code: string;
  clears: (candidate: Candidate, lane: Lane, relaxed: boolean) => boolean;
  text: { textJa: string; textEn: string };
  nobody: (lane: Lane) => CodedText;
}

const refusedBefore = 'routing.refused-before';

/**
 * Why a person may not have an expense, step by step: they are passed over at the first hurdle that they do not clear.
 */
export const hurdles: readonly Hurdle[] = [
  {
    code: 'routing.skill-missing',
    clears: (candidate, lane, relaxed) => suitsLane(candidate, lane) || (relaxed && candidate.inTeam),
    text: { textJa: 'この分野の担当ではありません。', textEn: 'This lane is not among the person’s skills.' },
    nobody: (lane) =>
      lane === 'general'
        ? {
            code: 'routing.no-adjuster-in-charge',
            textJa: 'この事案の保険金サービス担当者がまだ決まっていません。',
            textEn: 'No adjuster is in charge of this case yet.',
          }
        : {
            code: 'routing.nobody-with-skill',
            textJa: `「${laneNames[lane].ja}」を担当できる人がいません。`,
            textEn: `Nobody has the skill for ${laneNames[lane].en}.`,
          },
  },
  {
    code: 'routing.not-on-duty',
    clears: ({ onDuty }) => onDuty,
    text: { textJa: '勤務時間外か、不在です。', textEn: 'The person is off duty or absent.' },
    nobody: () => ({
      code: 'routing.nobody-on-duty',
      textJa: '担当できる人が、いまは全員勤務時間外です。',
      textEn: 'Nobody who could take it is on duty now.',
    }),
  },
  {
    code: 'routing.entered-case',
    clears: ({ enteredCase }) => !enteredCase,
    text: {
      textJa: 'この事案の報告または費用を入力した人は、その査定を担当できません。',
      textEn: 'Who entered this case or its expenses cannot assess them.',
    },
    nobody: () => nobodyIndependent,
  },
  {
    code: 'routing.of-institution',
    clears: ({ ofInstitution }) => !ofInstitution,
    text: {
      textJa: 'この医療機関に所属する人は担当できません。',
      textEn: 'Who belongs to this institution cannot take its cases.',
    },
    nobody: () => nobodyIndependent,
  },
  {
    code: 'routing.signed-before',
    clears: ({ signedBefore }) => signedBefore !== true,
    text: {
      textJa: '以前の判断に署名した人は、その見直しを担当できません。',
      textEn: 'Who signed the earlier decision does not look at it again.',
    },
    nobody: () => nobodyIndependent,
  },
  {
    code: refusedBefore,
    clears: (candidate) => !candidate.refusedBefore,
    text: {
      textJa: 'この件を辞退したか、期限までに受諾しませんでした。',
      textEn: 'The person declined this item or let its offer lapse.',
    },
    nobody: () => ({
      code: 'routing.nobody-willing',
      textJa: '担当できる人は全員、この件を辞退したか、期限までに受諾しませんでした。',
      textEn: 'Everybody who could take it declined it or let the offer lapse.',
    }),
  },
  {
    code: 'routing.at-capacity',
    clears: (candidate) => spareCapacity(candidate) > 0,
    text: { textJa: '受け持ち件数が上限に達しています。', textEn: 'The person is at the limit of open items.' },
    nobody: () => ({
      code: 'routing.nobody-with-capacity',
      textJa: '担当できる人は全員、受け持ち件数が上限に達しています。',
      textEn: 'Everybody who could take it is at the limit of open items.',
    }),
  },
];

const nobodyIndependent: CodedText = {
  code: 'routing.nobody-independent',
  textJa: '勤務中の担当者は、この事案の入力に関わったか、この医療機関に所属しているため担当できません。',
  textEn: 'Everybody on duty took part in entering this case or belongs to the institution.',
};

/** What a claim from the unassigned list misses: the same hurdles as for an offer, but for an earlier refusal. */
export function claimMissing(candidate: Candidate, lane: Lane, relaxed: boolean): CodedText[] {
  const failed = hurdles.filter((step) => step.code !== refusedBefore && !step.clears(candidate, lane, relaxed));
  return failed.map((step) => ({ code: step.code, ...step.text }));
}
