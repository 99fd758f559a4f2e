import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';

/** As many characters as can stand in place of one. */
const longest = 40;

type Letter = Schemas['LetterDto'];

/**
 * Letters that nobody gets yet, because a character in them cannot be printed: which one, whom to ask, and what to
 * write.
 */
export function HeldLetters() {
  const { texts, format } = useApp();
  const t = texts.overview;
  const letters = useList('/letters', { query: { state: 'held' } });
  const works = useUser().roles.includes('payments');
  return (
    <Section title={t.heldLetters}>
      <Shown of={{ ...letters, data: letters.items }}>
        {(items) =>
          items.length === 0 ? (
            <p>{t.noHeldLetters}</p>
          ) : (
            <>
              <p className={style.hint}>{t.heldLettersLead}</p>
              <ul className={style.plainList}>
                {items.map((letter) => (
                  <li key={letter.id} className={style.panel}>
                    <strong>{letter.titleJa}</strong>　{t.letterTo}：{letter.to}　
                    <Link to="/cases/$id" params={{ id: letter.incidentId }}>
                      {letter.caseNumber}
                    </Link>
                    　{format.day(letter.writtenAt)}
                    {works && <Release of={letter} />}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Shown>
      <More of={letters} label={texts.shell.more} />
    </Section>
  );
}

/** U+E38B, by which a maker of fonts knows a character that no screen shows. */
const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function Release({ of: letter }: { readonly of: Letter }) {
  const { texts } = useApp();
  const t = texts.overview;
  const check = checks(texts.common).short(longest);
  const release = useAct('post', '/letters/{id}/releases');
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  const all = letter.heldFor.every((character) => check(written[character] ?? '') === null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!all) return;
        void release.send({
          path: { id: letter.id },
          body: {
            written: letter.heldFor.map((character) => ({ character, text: (written[character] ?? '').trim() })),
          },
        });
      }}
    >
      <Stack gap="sm" mt="sm">
        {letter.heldFor.map((character) => (
          <ShortText
            key={character}
            maw="24rem"
            label={t.heldCharacter(codeOf(character))}
            most={longest}
            value={written[character] ?? ''}
            onChange={(text) => setWritten({ ...written, [character]: text })}
          />
        ))}
        <ProblemNote error={release.error} />
        <div>
          <Button type="submit" size="sm" disabled={!all} loading={release.pending}>
            {t.releaseLetter}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
