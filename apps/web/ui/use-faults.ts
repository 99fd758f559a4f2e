import { useEffect, useEffectEvent } from 'react';
import { useSpeech } from '../text/language.js';
import { faultsOf } from './problem.js';

/** Puts what a refusal says of a field beside the field: `/expenses/0/amount` at `expenses.0.amount`. */
export function useFaults(form: { setErrors(errors: Record<string, string>): void }, error: unknown): void {
  const { say } = useSpeech();
  const show = useEffectEvent((refusal: unknown) => {
    const faults = Object.entries(faultsOf(refusal, say)).map(([pointer, text]) => [
      pointer.slice(1).replaceAll('/', '.'),
      text,
    ]);
    if (faults.length > 0) form.setErrors(Object.fromEntries(faults) as Record<string, string>);
  });
  useEffect(() => {
    show(error);
  }, [error]);
}
