import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { ListTools } from '../lists/list-tools.js';
import { useListOfMany } from '../lists/use-kept-list.js';
import { queryOf } from '../lists/use-list-view.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { RowDialogs, useRowDialogs } from '../ui/list/row-dialogs.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { byWriting, useLetterColumns, type Letter } from './letter-columns.js';

/** As many characters as can stand in place of one. */
const longest = 40;

/**
 * Letters that nobody gets yet, because a character in them cannot be printed: which one, whom to ask, and what to
 * write.
 */
export function HeldLetters() {
  const { texts } = useApp();
  const t = texts.overview;
  const works = useUser().roles.includes('payments');
  const releasing = useRowDialogs<Letter>(({ id }) => id);
  const characters = ({ heldFor }: Letter): string => heldFor.map(codeOf).join('、');
  const held: Column<Letter> = { key: 'held', name: t.heldCharacters, width: 160, cell: characters, whole: characters };
  const kept = useListOfMany('letters', [...useLetterColumns(), held], byWriting, 'heldSort');
  const query = { state: 'held' as const, sort: kept.sort };
  const list = useList('/letters', { query });
  const acts: Column<Letter> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 160,
    cell: (letter) => (
      <Button size="compact-sm" variant="default" onClick={() => releasing.open(letter)}>
        {t.writeCharacters}
      </Button>
    ),
  };
  const nameOf = ({ titleJa, to }: Letter): string => `${titleJa}　${to}`;
  return (
    <Section
      title={t.heldLetters}
      aside={
        list.items &&
        list.items.length > 0 && <ListTools list="letters" conditions={queryOf(query)} columns={kept.keys} />
      }
    >
      {list.items !== undefined && list.items.length > 0 && <p className={style.hint}>{t.heldLettersLead}</p>}
      <Listed
        of={list}
        none={t.noHeldLetters}
        label={t.heldLetters}
        columns={works ? [...kept.columns, acts] : kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={nameOf}
      />
      <RowDialogs of={releasing} now={list.items} titleOf={nameOf} size="lg">
        {(letter, end) => <Release of={letter} onDone={end} />}
      </RowDialogs>
    </Section>
  );
}

/** U+E38B, by which a maker of fonts knows a character that no screen shows. */
const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function Release({ of: letter, onDone }: { readonly of: Letter; readonly onDone: () => void }) {
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
        void release
          .send({
            path: { id: letter.id },
            body: {
              written: letter.heldFor.map((character) => ({ character, text: (written[character] ?? '').trim() })),
            },
          })
          .then((done) => done && onDone());
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
