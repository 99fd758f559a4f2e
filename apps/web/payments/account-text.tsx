import type { Schemas } from '../api/api.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { payeeOf } from './payee-of.js';

const tones: Readonly<Record<string, Tone>> = { waiting: 'warn', confirmed: 'good', refused: 'bad' };
type Account = Schemas['AccountDto'];

export const toneOfAccount = ({ state }: Account): Tone => tones[state] ?? 'new';

export function AccountText({ of: account }: { readonly of: Account }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const { roles } = useUser();
  const next = roles.includes('payments')
    ? t.refusedNext
    : roles.includes('hospital-manager')
      ? t.refusedNextOwn
      : null;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>{payeeOf(account, t)}</strong>
        <Status tone={toneOfAccount(account)}>{t.accountStates[account.state]}</Status>
      </p>
      <Facts
        of={[
          [t.account, `${account.bankName}（${account.bankCode}）　${account.branchName}（${account.branchCode}）`],
          [t.accountNumber, `${t.accountTypes[account.accountType]}　${account.accountNumber}`],
          [t.enteredBy, `${t.source[account.source]}　${format.moment(account.enteredAt)}`],
          [
            t.decidedBy[account.state],
            account.decidedAt && `${account.decidedByName ?? t.insurer}　${format.moment(account.decidedAt)}`,
          ],
          [t.reason, account.reason],
          [t.nextStep, account.state === 'refused' ? next : null],
          [
            t.state,
            account.closedOn
              ? t.closedAccount(format.day(account.closedOn))
              : account.cameBack
                ? t.cameBack
                : account.current
                  ? t.current
                  : null,
          ],
        ]}
      />
    </>
  );
}
