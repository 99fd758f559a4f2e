import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Schemas } from '../api/api.js';
import { useAct, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';

type Kind = Schemas['RecordCheckDto']['kind'];
const longestNote = 2_000;
const longestSource = 500;

/** What was checked of a case before anything of it is proposed. */
export function CaseChecks({ caseId, mayRecord }: { readonly caseId: string; readonly mayRecord: boolean }) {
  const { texts, format, say } = useApp();
  const t = texts.cases;
  const query = useRead('/incidents/{id}/checks', { path: { id: caseId } });
  return (
    <Section title={t.checks}>
      <Shown of={query}>
        {({ checks: done, missing }) => (
          <>
            <ul className={style.plainList}>
              {done
                .filter(({ counts }) => counts)
                .map((check) => (
                  <li key={check.id}>
                    <Status tone={check.finding === 'clear' ? 'good' : 'warn'}>
                      {`${say({ textJa: check.nameJa, textEn: check.nameEn })}：${t.checkFinding[check.finding]}`}
                    </Status>
                    <br />
                    <span className={style.hint}>
                      {check.note}（{check.source}）　{check.checkedByName}　{format.moment(check.at)}
                    </span>
                  </li>
                ))}
              {missing.map((text) => (
                <li key={text.code}>
                  <Status tone="warn">{say(text)}</Status>
                </li>
              ))}
            </ul>
            {mayRecord && (
              <Record
                caseId={caseId}
                missing={missing.map(({ code }) => code.replace('decisions.check-missing.', '') as Kind)}
              />
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}

function Record({ caseId, missing }: { readonly caseId: string; readonly missing: readonly Kind[] }) {
  const { texts } = useApp();
  const t = texts.cases;
  const record = useAct('post', '/incidents/{id}/checks');
  const check = checks(texts.common);
  const form = useForm({
    initialValues: {
      kind: missing[0] ?? ('premium-received' as Kind),
      finding: 'clear' as 'clear' | 'issue',
      note: '',
      source: '',
    },
    validate: { note: check.text(longestNote), source: check.text(longestSource) },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (body) =>
          void record.send(
            { path: { id: caseId }, body: { ...body, note: body.note.trim(), source: body.source.trim() } },
            () => {
              const next = missing.find((kind) => kind !== body.kind);
              form.setValues({ ...(next ? { kind: next } : {}), note: '' });
              form.clearErrors();
            },
          ),
      )}
    >
      <h3 className={style.sub}>{t.checkRecord}</h3>
      <Stack gap="sm">
        <NativeSelect
          label={t.checkKind}
          {...form.getInputProps('kind')}
          data={Object.entries(t.checkKinds).map(([value, label]) => ({ value, label }))}
        />
        <Radio.Group label={t.checkResult} description={t.checkIssueHint} {...form.getInputProps('finding')}>
          <div className={style.row}>
            <Radio value="clear" label={t.checkFinding.clear} />
            <Radio value="issue" label={t.checkFinding.issue} />
          </div>
        </Radio.Group>
        <ShortText
          label={t.checkNote}
          description={texts.decisions.goesInto.inside}
          most={longestNote}
          {...form.getInputProps('note')}
        />
        <ShortText label={t.checkSource} most={longestSource} {...form.getInputProps('source')} />
        <ProblemNote error={record.error} />
        <div>
          <Button type="submit" variant="default" loading={record.pending}>
            {t.checkRecord}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
