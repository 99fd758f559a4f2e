import { Button, Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import type { DecisionsText } from '../text/ja/decisions.js';
import { useApp } from '../text/use-text.js';
import { LongText, ShortText } from '../ui/fields.js';
import { usePageActs } from '../ui/page-acts.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { LetterPreview } from './letter-preview.js';

type Decision = Schemas['DecisionDto'];
const longestArticle = 500;
const longestNote = 2_000;

/** What a signature under this proposal is a signature for. */
function actOf({ kind, amount }: Decision): keyof DecisionsText['signActs'] {
  if (kind === 'reject') return 'reject';
  return amount === 0 ? 'nothing' : kind;
}
const looks = {
  approve: {},
  reduce: { variant: 'outline' },
  nothing: { variant: 'outline', color: 'red' },
  reject: { color: 'red' },
} as const;

/** The second signature: the button names what is signed, and what the signature does stands above it. */
export function Sign({ of: decision, onDone }: { readonly of: Decision; readonly onDone: (text: string) => void }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const sign = useAct('post', '/decisions/{id}/countersignatures');
  const [article, setArticle] = useState('');
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const [returning, setReturning] = useState(false);
  const { ground } = decision.needs;
  const missing =
    (ground === 'article' && article.trim() === '') ||
    (ground === 'article-or-none' && article.trim() === '' && note.trim() === '');
  const fits = checks(texts.common).shortOrNone;
  const isTooLong = fits(longestArticle)(article) !== null || fits(longestNote)(note) !== null;
  const act = actOf(decision);
  const left = decision.ownSignature?.left ?? [];
  const form = useRef<HTMLFormElement>(null);
  const signing = t.signActs[act](format.yen(decision.amount));
  usePageActs([
    // what is signed is read beside its button: nothing is signed from afar
    {
      name: signing,
      run: () => form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(),
    },
    { name: t.sendBack, run: () => setReturning(true) },
  ]);
  return (
    <>
      <LetterPreview decisionId={decision.id} article={article} />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (missing || isTooLong) return;
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
            <ShortText
              label={ground === 'article' ? t.article : t.articleOrNone}
              description={`${t.articleHint}　${t.goesInto.letter}`}
              most={longestArticle}
              value={article}
              onChange={setArticle}
              error={asked && missing ? texts.common.fieldEmpty : undefined}
            />
          )}
          {ground === 'article-or-none' && (
            <LongText
              label={t.note}
              description={t.goesInto.inside}
              rows={2}
              most={longestNote}
              value={note}
              onChange={setNote}
            />
          )}
          {left.length === 0 ? (
            <p>{t.signDoes[act](format.yen(decision.amount))}</p>
          ) : (
            <div>
              <p>{t.signLeaves}</p>
              <ul>
                {left.map((text) => (
                  <li key={text.code}>{say(text)}</li>
                ))}
              </ul>
            </div>
          )}
          <ProblemNote error={sign.error} />
          <div className={style.row}>
            <Button type="submit" loading={sign.pending} {...looks[act]}>
              {signing}
            </Button>
            <Button variant="default" onClick={() => setReturning(true)}>
              {t.sendBack}
            </Button>
          </div>
        </Stack>
      </form>
      <SendBack
        of={decision}
        opened={returning}
        onClose={() => setReturning(false)}
        onDone={() => onDone(`${decision.caseNumber} ${t.sentBack}`)}
      />
    </>
  );
}

/** Gives the proposal back to its adjuster, with a reason. */
function SendBack({
  of: decision,
  opened,
  onClose,
  onDone,
}: {
  readonly of: Decision;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useApp().texts.decisions;
  const giveBack = useAct('post', '/decisions/{id}/returns');
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={t.sendBack}
      label={t.sendBackReason}
      hint={t.goesInto.inside}
      confirm={t.sendBack}
      pending={giveBack.pending}
      error={giveBack.error}
      onConfirm={(reason) =>
        void giveBack.send({ path: { id: decision.id }, body: { reason } }).then((answer) => {
          if (!answer) return;
          onClose();
          onDone();
        })
      }
    />
  );
}
