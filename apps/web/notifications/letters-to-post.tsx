import { Button } from '@mantine/core';
import { useState } from 'react';
import { ListTools } from '../lists/list-tools.js';
import { useListOfMany } from '../lists/use-kept-list.js';
import { queryOf } from '../lists/use-list-view.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Section } from '../ui/page.js';
import { byWriting, useLetterColumns, type Letter } from './letter-columns.js';

/** Letters that wait for the post; that they went is recorded by payments. */
export function LettersToPost() {
  const { texts } = useApp();
  const t = texts.overview;
  const works = useUser().roles.includes('payments');
  const [posting, setPosting] = useState<string | null>(null);
  const kept = useListOfMany('letters', useLetterColumns(), byWriting);
  const query = { state: 'to-post' as const, sort: kept.sort };
  const list = useList('/letters', { query });
  const acts: Column<Letter> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 176,
    cell: ({ id }) => (
      <Button size="compact-sm" variant="default" onClick={() => setPosting(id)}>
        {t.posted}
      </Button>
    ),
  };
  return (
    <Section
      title={t.toPost}
      aside={
        list.items &&
        list.items.length > 0 && (
          <ListTools list="letters" conditions={queryOf(query)} columns={kept.keys} unseen={['held']} />
        )
      }
    >
      <Listed
        of={list}
        none={t.noToPost}
        label={t.toPost}
        columns={works ? [...kept.columns, acts] : kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={({ titleJa, to }) => `${titleJa}　${to}`}
      />
      {posting && <Posted key={posting} of={posting} onClose={() => setPosting(null)} />}
    </Section>
  );
}

function Posted({ of: id, onClose }: { readonly of: string; readonly onClose: () => void }) {
  const t = useApp().texts.overview;
  const post = useAct('post', '/letters/{id}/postings');
  return (
    <ActDialog
      onClose={onClose}
      title={t.posted}
      lead={t.postedLead}
      reason="none"
      doing={post}
      send={() => post.send({ path: { id } })}
    />
  );
}
