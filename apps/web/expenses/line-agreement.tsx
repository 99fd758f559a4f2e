import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import type { NameValue } from '../ui/name-values.js';
import { Facts } from '../ui/page.js';
import { Status } from '../ui/status.js';

type Agreed = Pick<
  Schemas['ExpenseDto'],
  'approval' | 'recordedConsent' | 'saidConsent' | 'namedApproval' | 'preApproval'
>;

/** The rows of what the insurer agreed to of an expense before it was spent. */
export function useAgreement({
  approval,
  recordedConsent,
  saidConsent,
  namedApproval,
  preApproval,
}: Agreed): readonly NameValue[] {
  const { texts, format } = useApp();
  const t = texts.consents;
  return [
    [t.number, approval?.number],
    [t.ceiling, approval && format.yen(approval.ceiling)],
    [t.rest, approval && format.yen(approval.rest)],
    [t.lapsesOn, approval && format.day(approval.lapsesOn)],
    [
      t.recorded,
      recordedConsent && t.recordedOn(format.yen(recordedConsent.ceiling), format.day(recordedConsent.givenOn)),
    ],
    [t.named, namedApproval && preApproval],
    [t.said, saidConsent ? t.saidConsent : null],
  ];
}

/** What holds of it now, in words. */
export function AgreementNotes({ of: { approval, namedApproval } }: { readonly of: Agreed }) {
  const { say } = useApp();
  return (
    <>
      {approval && <p>{say(approval)}</p>}
      {namedApproval && <Status tone="warn">{say(namedApproval)}</Status>}
    </>
  );
}

/** What the insurer agreed to of an expense before it was spent, with what is left of it for this expense. */
export function LineAgreement({ of: line }: { readonly of: Agreed }) {
  const rows = useAgreement(line);
  const { approval, recordedConsent, saidConsent, namedApproval } = line;
  if (!approval && !recordedConsent && !saidConsent && !namedApproval) return null;
  return (
    <>
      <Facts of={rows} />
      <AgreementNotes of={line} />
    </>
  );
}
