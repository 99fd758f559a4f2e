import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import type { GateAnswers } from './use-gate-answers.js';
import type { Neighbours } from './use-neighbours.js';
import type { Kind, Preview } from './use-proposal-form.js';

/** What is open beside the claim. */
export type Form = Kind | 'ask';

/** Read once for the whole page. */
export interface Deciding {
  readonly expense: Schemas['ExpenseDetailDto'];
  readonly preview: Preview | undefined;
  /** No proposal can be made, and `ProblemNote` beside the assessment says why. */
  readonly isNotReady: boolean;
  readonly gates: GateAnswers;
  readonly form: Form | null;
  readonly openForm: (form: Form) => void;
  readonly neighbours: Neighbours;
  /** What was just done, where the expense itself does not say it. */
  readonly done: string | null;
}

/** Which form is open, and what was done with one that the expense itself does not say. */
export function useForms() {
  const [form, setForm] = useState<Form | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return { form, openForm: setForm, closeForm: () => setForm(null), done, setDone };
}
