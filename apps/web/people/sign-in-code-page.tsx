import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { LongText } from '../ui/fields.js';
import { Page } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';

const longestReason = 2_000;

/** A code for somebody whose new device is not let in: made after the call-back, read out, shown once. */
export function SignInCodePage() {
  const { texts, format } = useApp();
  const t = texts.desk.signInCode;
  const check = checks(texts.common);
  const make = useAct('post', '/sign-in-codes');
  const [made, setMade] = useState<(Schemas['DeviceCode'] & { readonly email: string }) | null>(null);
  const form = useForm({
    initialValues: { email: '', reason: '' },
    validate: { email: check.needed, reason: check.text(longestReason) },
  });
  useFaults(form, make.error);
  return (
    <Page title={t.title} width="narrow">
      <p className={style.hint}>{t.lead}</p>
      <form
        noValidate
        onSubmit={form.onSubmit(
          ({ email, reason }) =>
            void make.send({ body: { email: email.trim(), reason: reason.trim() } }, (done) => {
              setMade({ ...done, email: email.trim() });
              form.reset();
            }),
        )}
      >
        <Stack gap="md">
          <TextInput label={t.email} type="email" autoComplete="off" {...form.getInputProps('email')} />
          <LongText
            label={t.reason}
            description={t.reasonHint}
            rows={3}
            most={longestReason}
            {...form.getInputProps('reason')}
          />
          <ProblemNote error={make.error} shown={['/email', '/reason']} />
          <Button type="submit" loading={make.pending}>
            {t.make}
          </Button>
        </Stack>
      </form>
      {made && (
        <div className={`${style.panel} ${style.soft}`} role="status">
          <p>{t.readOut(made.email)}</p>
          <p>
            <strong>{made.code ?? t.shownOnce}</strong>
          </p>
          <p className={style.hint}>{t.until(format.moment(made.expiresAt))}</p>
        </div>
      )}
    </Page>
  );
}
