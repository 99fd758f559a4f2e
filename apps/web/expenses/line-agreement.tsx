import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Status } from '../ui/status.js';

type Agreed = Pick<
  Schemas['ExpenseDto'],
  'approval' | 'recordedConsent' | 'saidConsent' | 'namedApproval' | 'preApproval'
>;

/** What the insurer agreed to of an expense before it was spent, with what is left of it for this expense. */
export function LineAgreement({
  of: { approval, recordedConsent, saidConsent, namedApproval, preApproval },
}: {
  readonly of: Agreed;
}) {
  const { texts, format, say } = useApp();
  const t = texts.consents;
  if (!approval && !recordedConsent && !saidConsent && !namedApproval) return null;
  return (
    <>
      <Facts
        of={[
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
        ]}
      />
      {approval && <p>{say(approval)}</p>}
      {namedApproval && <Status tone="warn">{say(namedApproval)}</Status>}
    </>
  );
}
