import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import { ProblemNote } from './problem.js';

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** What a query answered; while it loads and when it fails, that in words. What was there before stays. */
export function Shown<T>({
  of: query,
  children,
}: {
  readonly of: Query<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const { texts } = useSpeech();
  if (query.data !== undefined)
    return (
      <>
        {query.error ? <ProblemNote error={query.error} /> : null}
        {children(query.data)}
      </>
    );
  if (query.error)
    return (
      <div>
        <ProblemNote error={query.error} />
        <Button mt="sm" variant="default" onClick={() => void query.refetch()}>
          {texts.common.again}
        </Button>
      </div>
    );
  return <Loading />;
}

export function Loading() {
  const { texts } = useSpeech();
  return (
    <p role="status">
      <Loader size="xs" aria-hidden /> {texts.common.loading}
    </p>
  );
}
