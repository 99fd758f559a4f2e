import type { Schemas } from '../api/api.js';
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, digitsOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { BankBooks } from './bank-books.js';
import { HolderField } from './holder-field.js';

type Account = Schemas['AccountDto'];

/** Number and holder typed again from the paper; `onDone`: it is confirmed or refused. */
export function ConfirmAccount({ of: account, onDone }: { readonly of: Account; readonly onDone: () => void }) {
  const { texts } = useApp();
  const t = texts.payments;
  const tell = useNotice();
  const confirm = useAct('post', '/payee-accounts/{id}/confirmations');
  const refuse = useAct('post', '/payee-accounts/{id}/refusals');
  const [refusing, setRefusing] = useState(false);
  const check = checks(texts.common);
  const form = useForm({
    initialValues: { accountNumber: '', holder: '' },
    validate: { accountNumber: check.digits, holder: check.needed },
  });
  useFaults(form, confirm.error);
  return (
    <>
      <form
        noValidate
        onSubmit={form.onSubmit(
          ({ accountNumber, holder }) =>
            void confirm
              .send({
                path: { id: account.id },
                body: { accountNumber: digitsOf(accountNumber), holder: holder.trim() },
              })
              .then((done) => {
                if (!done) return;
                onDone();
                tell(t.accountConfirmed);
              }),
        )}
      >
        <h2 className={style.sub}>{t.confirmAccount}</h2>
        <p className={style.hint}>{t.confirmLead}</p>
        <div className={style.two}>
          <div>
            {account.vendorName === null && account.claimantId === null ? (
              <BankBooks institutionId={account.institutionId} />
            ) : (
              <p>{t.otherPayeesPaper}</p>
            )}
          </div>
          <Stack gap="sm">
            <TextInput
              label={t.accountNumber}
              inputMode="numeric"
              autoComplete="off"
              {...form.getInputProps('accountNumber')}
            />
            <HolderField input={form.getInputProps('holder')} />
            <ProblemNote error={confirm.error} shown={['/accountNumber', '/holder']} />
            <div className={style.row}>
              <Button type="submit" loading={confirm.pending}>
                {t.confirm}
              </Button>
              <Button variant="default" onClick={() => setRefusing(true)}>
                {t.refuse}
              </Button>
            </div>
          </Stack>
        </div>
      </form>
      <ReasonDialog
        opened={refusing}
        onClose={() => setRefusing(false)}
        title={t.refuse}
        label={t.reason}
        hint={texts.decisions.goesInto.page}
        confirm={t.refuse}
        pending={refuse.pending}
        error={refuse.error}
        onConfirm={(reason) =>
          void refuse.send({ path: { id: account.id }, body: { reason } }).then((done) => {
            if (!done) return;
            setRefusing(false);
            onDone();
          })
        }
      />
    </>
  );
}
