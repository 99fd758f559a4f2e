import { useState } from 'react';
import type { Schemas, Sent } from '../api/api.js';
import { useKept } from '../ui/use-kept.js';
import { unanswered, type Preview } from './use-proposal-form.js';

type Given = NonNullable<Sent<'ProposeDecisionDto'>['answers']>[number];

/** An answer as it stands in the bar: which of the two it is, is said by a person. */
export interface GateAnswer {
  readonly answer: '' | Given['answer'];
  readonly reason: string;
  /** Given, and the next question is asked. */
  readonly done: boolean;
}
const none: GateAnswer = { answer: '', reason: '', done: false };
type Kept = Readonly<Record<string, GateAnswer>>;
const nothing: Kept = {};

/** States of a decision after which everything is asked again: it was neither undone nor taken back by its proposer. */
const ended = ['approved', 'rejected', 'sent-back', 'reversed'];

/**
 * The answers to what the rules leave open of a line, one after the other; kept on this machine until they are sent
 * with the proposal, and in the page as long as that can be undone. What is answered elsewhere meanwhile is asked no
 * more, and takes nothing else away.
 */
export function useGateAnswers({ id, decisions }: Schemas['ExpenseDetailDto'], preview: Preview | undefined) {
  const round = decisions.filter(({ state }) => ended.includes(state)).length;
  const kept = useKept<Kept>(`gates ${id} ${round}`, nothing);
  const [sent, setSent] = useState(nothing);
  const questions = preview ? unanswered(preview) : [];
  const of = (code: string): GateAnswer => kept.value[code] ?? sent[code] ?? none;
  const open = questions.filter(({ code }) => !of(code).done);
  const given = questions.flatMap(({ code }): Given[] => {
    const { answer, reason, done } = of(code);
    return done && answer !== '' ? [{ code, answer, reason: reason.trim() }] : [];
  });
  return {
    questions,
    open,
    given,
    of,
    denied: given.some(({ answer }) => answer === 'not-covered'),
    change: (code: string, part: Partial<GateAnswer>) =>
      kept.change({ ...kept.value, [code]: { ...of(code), ...part } }),
    sent: () => {
      setSent({ ...sent, ...kept.value });
      kept.clear();
    },
  };
}

export type GateAnswers = ReturnType<typeof useGateAnswers>;
