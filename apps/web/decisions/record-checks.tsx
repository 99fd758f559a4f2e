import { Button, Radio, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { act, type Schemas } from '../api/api.js';
import { useBulk } from '../shell/use-bulk.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';

type Check = Schemas['RecordCheckDto'];
type Kind = Check['kind'];
type Typed = Pick<Check, 'note' | 'source'> & { readonly finding: Check['finding'] | '' };

const longestNote = 2_000;
const longestSource = 500;
const blank: Typed = { finding: '', note: '', source: '' };
const nothing: Readonly<Partial<Record<Kind, Typed>>> = {};

/**
 * The checks of a case in one form: those with a result are recorded, each by itself; what was refused stays. What is
 * typed is kept until it is sent.
 */
export function RecordChecks({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.cases;
  const kinds = Object.keys(t.checkKinds) as Kind[];
  const { value: typed, change } = useKept(`checks ${caseId}`, nothing);
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState<readonly { readonly kind: Kind; readonly error: unknown }[]>([]);
  const latest = useRef(typed);
  useEffect(() => {
    latest.current = typed;
  });
  const record = useBulk(
    (check: Check) => JSON.stringify(check),
    (body, key) => act('post', '/incidents/{id}/checks', { path: { id: caseId }, key, body }),
  );
  const chosen = kinds.flatMap((kind): Check[] => {
    const { finding, note, source } = typed[kind] ?? blank;
    return finding === '' ? [] : [{ kind, finding, note: note.trim(), source: source.trim() }];
  });
  const check = checks(texts.common);
  const isWhole = ({ note, source }: Check): boolean =>
    check.text(longestNote)(note) === null && check.text(longestSource)(source) === null;
  // most of them are found out in one place
  const lastSource = Object.values(typed).findLast(({ source }) => source.trim() !== '')?.source ?? '';
  const send = (): void => {
    setAsked(true);
    if (chosen.length === 0 || !chosen.every(isWhole)) return;
    void record.run(chosen, ({ refused }) => {
      const left = new Set(refused.map(({ of: { kind } }) => kind));
      setFailed(refused.map(({ of: { kind }, error }) => ({ kind, error })));
      setAsked(false);
      // what was typed meanwhile in another one stays
      const rest = kinds.filter((kind) => left.has(kind) || !chosen.some((sent) => sent.kind === kind));
      change(Object.fromEntries(rest.flatMap((kind) => (latest.current[kind] ? [[kind, latest.current[kind]]] : []))));
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3 className={style.sub}>{t.checkRecord}</h3>
      <Stack gap="md">
        <p className={style.hint}>{t.checkIssueHint}</p>
        {kinds.map((kind) => (
          <OneCheck
            key={kind}
            name={t.checkKinds[kind]}
            of={typed[kind] ?? { ...blank, source: lastSource }}
            asked={asked}
            onChange={(row) => change({ ...typed, [kind]: row })}
          />
        ))}
        {asked && chosen.length === 0 && (
          <p role="alert">
            <Status tone="warn">{t.checkChoose}</Status>
          </p>
        )}
        {failed.map(({ kind, error }) => (
          <div key={kind}>
            <strong>{t.checkKinds[kind]}</strong>
            <ProblemNote error={error} />
          </div>
        ))}
        <div className={style.row}>
          <Button type="submit" variant="default" loading={record.pending}>
            {t.checkRecord}
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.common.close}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function OneCheck({
  name,
  of: row,
  asked,
  onChange,
}: {
  readonly name: string;
  readonly of: Typed;
  readonly asked: boolean;
  readonly onChange: (row: Typed) => void;
}) {
  const { texts } = useApp();
  const t = texts.cases;
  const check = checks(texts.common);
  const isAsked = asked && row.finding !== '';
  return (
    <Radio.Group
      label={name}
      value={row.finding}
      onChange={(finding) => onChange({ ...row, finding: finding as Typed['finding'] })}
    >
      <div className={style.row}>
        <Radio value="clear" label={t.checkFinding.clear} />
        <Radio value="issue" label={t.checkFinding.issue} />
      </div>
      {row.finding !== '' && (
        <Stack gap="xs">
          <ShortText
            label={t.checkNote}
            description={texts.decisions.goesInto.inside}
            most={longestNote}
            value={row.note}
            onChange={(note) => onChange({ ...row, note })}
            error={isAsked && check.text(longestNote)(row.note)}
          />
          <ShortText
            label={t.checkSource}
            most={longestSource}
            value={row.source}
            onChange={(source) => onChange({ ...row, source })}
            error={isAsked && check.text(longestSource)(row.source)}
          />
        </Stack>
      )}
    </Radio.Group>
  );
}
