import { Alert, List, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { LineLost, Refused } from '../api/api.js';
import type { CommonText } from '../text/ja/common.js';
import { useSpeech } from '../text/language.js';

/** A refusal in words: what happened, what is missing, what to do. */
export function ProblemNote({ error, shown = [] }: { readonly error: unknown; readonly shown?: readonly string[] }) {
  const { texts, say } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (!error) return null;
  const { common } = texts;
  if (!(error instanceof Refused))
    return (
      <Alert ref={box} color="red" variant="outline" role="alert">
        {error instanceof LineLost ? common.lineLost : common.notLoaded}
      </Alert>
    );
  const { body } = error;
  // what stands at a field, and what the sentence above says already, is not said twice
  const faults = (body.errors ?? []).filter(
    ({ pointer, textJa }) => !shown.includes(pointer) && textJa !== body.textJa,
  );
  return (
    <Alert ref={box} color="red" variant="outline" role="alert">
      <Text>{say(body)}</Text>
      {(body.missing?.length ?? 0) > 0 && (
        <>
          <Text fw={700} mt="xs">
            {common.missingTitle}
          </Text>
          <List size="sm">
            {body.missing?.map((one) => (
              <List.Item key={one.textJa}>{say(one)}</List.Item>
            ))}
          </List>
        </>
      )}
      {faults.length > 0 && (
        <>
          <Text fw={700} mt="xs">
            {common.faultsTitle}
          </Text>
          <List size="sm">
            {faults.map(({ pointer, detail, textJa, textEn }) => (
              <List.Item key={`${pointer} ${detail}`}>
                {placeOf(pointer, common)}
                {textJa ? say({ textJa, textEn: textEn ?? null }) : detail}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {body.status >= 500 && (
        <Text size="sm" mt="xs">
          {common.traceId(body.traceId)}
        </Text>
      )}
    </Alert>
  );
}

// a row of a file says where it is; a field of a form stands beside its message
function placeOf(pointer: string, { faultAt }: CommonText): string {
  const [, row, column] = /^\/rows\/(\d+)(?:\/(.*))?$/.exec(pointer) ?? [];
  return row === undefined ? '' : faultAt(row, column ?? '');
}

/** The message of each field that a refusal points to, by pointer. */
export function faultsOf(
  error: unknown,
  say: (said: { textJa: string | null; textEn: string | null }) => string,
): Record<string, string> {
  if (!(error instanceof Refused)) return {};
  const texts: Record<string, string> = {};
  for (const { pointer, detail, textJa, textEn } of error.body.errors ?? []) {
    const text = textJa ? say({ textJa, textEn: textEn ?? null }) : detail;
    // a field with several faults says all of them
    texts[pointer] = texts[pointer] === undefined ? text : `${texts[pointer]} ${text}`;
  }
  return texts;
}
