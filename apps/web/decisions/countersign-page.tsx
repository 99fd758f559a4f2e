import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { Reasons } from '../expenses/expense-parts.js';
import { useCategoryName } from '../expenses/category-select.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Facts, More, Page, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';
import { DecisionText } from './decision-history.js';

type Decision = Schemas['DecisionDto'];

/** What others have proposed and waits for a second pair of eyes. */
export function CountersignPage() {
  const { texts } = useApp();
  const t = texts.decisions;
  const list = useList('/decisions', { query: { by: 'others' } });
  const tell = useNotice();
  useRowKeys();
  return (
    <Page title={t.countersign} width="narrow">
      <p className={style.hint}>{t.countersignLead}</p>
      <Shown of={{ ...list, data: list.items }}>
        {(decisions) =>
          decisions.length === 0 ? (
            <p>{t.noCountersign}</p>
          ) : (
            <ul className={style.plainList}>
              {decisions.map((decision) => (
                <li key={decision.id} className={style.panel}>
                  <Waiting of={decision} onDone={tell} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

function Waiting({ of: decision, onDone }: { readonly of: Decision; readonly onDone: (text: string) => void }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  const sign = useAct('post', '/decisions/{id}/countersignatures');
  const giveBack = useAct('post', '/decisions/{id}/returns');
  const [article, setArticle] = useState('');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const [returning, setReturning] = useState(false);
  const { ground } = decision.needs;
  const missing =
    (ground === 'article' && article.trim() === '') ||
    (ground === 'article-or-none' && article.trim() === '' && note.trim() === '');
  return (
    <>
      <p>
        <Link to="/expenses/$id" params={{ id: decision.expenseId }} data-row>
          {decision.caseNumber}　{texts.expenses.lineNo(decision.line)}
        </Link>
        　{nameOf(decision.category)}
      </p>
      <DecisionText of={decision} />
      <Facts
        of={[
          [texts.expenses.claimed, format.yen(decision.claimed)],
          [texts.expenses.assessed, format.yen(decision.assessed)],
          [t.because, decision.needs.because.map((text) => say(text)).join('　')],
          [t.signatures, decision.needs.missing.map((text) => say(text)).join('　')],
        ]}
      />
      <Reasons of={decision.assessment.reasons} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (missing) return;
          void sign
            .send({
              path: { id: decision.id },
              body: {
                ...(article.trim() ? { articles: [{ article: article.trim() }] } : {}),
                ...(note.trim() ? { note: note.trim() } : {}),
              },
            })
            .then((answer) => answer && onDone(`${decision.caseNumber} ${t.signed}`));
        }}
      >
        <Stack gap="sm">
          {ground !== 'none' && (
            <TextInput
              label={ground === 'article' ? t.article : t.articleOrNone}
              description={t.articleHint}
              maxLength={500}
              value={article}
              onChange={(event) => setArticle(event.currentTarget.value)}
              error={asked && missing ? texts.common.fieldEmpty : undefined}
            />
          )}
          {ground === 'article-or-none' && (
            <Textarea
              label={t.note}
              rows={2}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
          <ProblemNote error={sign.error} />
          <div className={style.row}>
            <Button type="submit" loading={sign.pending}>
              {t.sign}
            </Button>
            <Button variant="default" onClick={() => setReturning(true)}>
              {t.sendBack}
            </Button>
          </div>
        </Stack>
      </form>
      <ReasonDialog
        opened={returning}
        onClose={() => setReturning(false)}
        title={t.sendBack}
        label={t.sendBackReason}
        confirm={t.sendBack}
        pending={giveBack.pending}
        error={giveBack.error}
        onConfirm={(reason) =>
          void giveBack.send({ path: { id: decision.id }, body: { reason } }).then((answer) => {
            if (!answer) return;
            setReturning(false);
            onDone(`${decision.caseNumber} ${t.sentBack}`);
          })
        }
      />
    </>
  );
}
