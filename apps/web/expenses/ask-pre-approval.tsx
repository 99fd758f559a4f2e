import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText, YenField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, yenOf } from '../ui/typed-values.js';
import { useFaults } from '../ui/use-faults.js';
import { useKept } from '../ui/use-kept.js';
import { CategorySelect } from './category-select.js';

const longestText = 2_000;

const blank = { category: '', amount: '', description: '' };

/** What is typed stays until it is sent, also when the page is left. */
export function AskKept({ caseId }: { readonly caseId: string }) {
  const kept = useKept(`pre-approval ${caseId}`, blank);
  return kept.ready ? <Ask caseId={caseId} kept={kept} /> : null;
}

/** Three fields: on what, how much, why. */
function Ask({ caseId, kept }: { readonly caseId: string; readonly kept: ReturnType<typeof useKept<typeof blank>> }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const ask = useAct('post', '/incidents/{id}/pre-approvals');
  const [done, setDone] = useState<string | null>(null);
  const check = checks(texts.common);
  const form = useForm({
    initialValues: kept.value,
    validate: {
      category: (value) => (value === '' ? t.categoryMissing : null),
      amount: check.yen,
      description: check.text(longestText),
    },
  });
  useFaults(form, ask.error);
  const { values } = form;
  const keep = useEffectEvent(kept.change);
  useEffect(() => {
    keep(values);
  }, [values]);
  return (
    <form
      noValidate
      className="no-print"
      onSubmit={form.onSubmit(
        ({ category, amount, description }) =>
          void ask.send(
            {
              path: { id: caseId },
              body: {
                category: category as Schemas['RequestPreApprovalDto']['category'],
                amount: yenOf(amount) ?? 0,
                description: description.trim(),
              },
            },
            () => {
              setDone(t.preApprovalSent);
              form.setValues(blank);
              form.clearErrors();
              kept.clear();
            },
          ),
      )}
    >
      <Stack gap="sm" mt="md">
        <CategorySelect label={t.category} {...form.getInputProps('category')} />
        <YenField label={t.preApprovalAmount} {...form.getInputProps('amount')} />
        <ShortText label={t.preApprovalOn} most={longestText} {...form.getInputProps('description')} />
        <ProblemNote error={ask.error} shown={['/category', '/amount', '/description']} />
        <div>
          <Button type="submit" variant="default" loading={ask.pending}>
            {t.preApprovalSend}
          </Button>
        </div>
        <DoneNote>{done}</DoneNote>
      </Stack>
    </form>
  );
}
