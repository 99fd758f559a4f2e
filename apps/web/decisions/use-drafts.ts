import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { act, type Sent } from '../api/api.js';

/** So long nothing is typed before the server is asked again. */
const pauseMs = 400;

/** What the server makes of what is typed. */
export interface Draft<A> {
  readonly data: A | undefined;
  /** Of what stands in the fields now. */
  readonly error: unknown;
  /** What is shown, if anything, is of an older input. */
  readonly isStale: boolean;
}

/** What the server makes of an input, asked while one types; null while something is missing. */
function useDraft<B, A>(name: string, expenseId: string, body: B | null, ask: (body: B) => Promise<A>): Draft<A> {
  // as a text: an equal input is the same one, however often the page is drawn
  const input = body === null ? null : JSON.stringify(body);
  const [typed] = useDebouncedValue(input, pauseMs);
  const query = useQuery({
    queryKey: [name, expenseId, typed],
    queryFn: () => (typed === null ? null : ask(JSON.parse(typed) as B)),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  const isStale = input !== null && (typed !== input || query.isPlaceholderData || query.isPending);
  return { data: query.data ?? undefined, error: isStale ? null : query.error, isStale };
}

/** What an act on the time to pay would move. */
export const useClockDraft = (expenseId: string, body: Sent<'DraftClockDto'> | null) =>
  useDraft('draft of a clock', expenseId, body, (typed) =>
    act('post', '/expenses/{id}/clock-previews', { path: { id: expenseId }, body: typed }),
  );

/** What a foreign bill comes to at a rate. */
export const useRateDraft = (expenseId: string, rate: string | null) =>
  useDraft('draft of a rate', expenseId, rate, (typed) =>
    act('post', '/expenses/{id}/exchange-rate-previews', { path: { id: expenseId }, body: { rate: typed } }),
  );

/** What the letter would say of a proposal. */
export const useLetterDraft = (expenseId: string, body: Sent<'ProposeDecisionDto'> | null) =>
  useDraft('letter of a draft', expenseId, body, (typed) =>
    act('post', '/expenses/{id}/letter-previews', { path: { id: expenseId }, body: typed }),
  );
