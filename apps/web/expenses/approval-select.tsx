import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';

type Approval = Schemas['PreApprovalDto'];

/**
 * The open approvals of a case by their numbers: for what each is, up to how much, what is left of it, and until when.
 */
export function ApprovalSelect({
  approvals,
  value = '',
  ...rest
}: Omit<NativeSelectProps, 'data'> & { readonly approvals: readonly Approval[] }) {
  const { texts, format, say } = useApp();
  const t = texts.consents;
  const open = approvals.filter(({ number }) => number !== null);
  const chosen = open.find(({ number }) => number === value);
  // what a draft names stays, also when it is not open any more
  const kept = value !== '' && !chosen ? [{ value: String(value), label: String(value) }] : [];
  return (
    <NativeSelect
      {...rest}
      value={value}
      description={chosen ? approvalFacts(chosen) : open.length === 0 ? t.noneOpen : t.chooseOpen}
      data={[
        { value: '', label: t.withoutApproval },
        ...open.map((approval) => ({
          value: approval.number ?? '',
          label: [
            approval.number,
            say({ textJa: approval.categoryJa, textEn: approval.categoryEn }),
            t.left(format.yen(approval.rest ?? yen(0))),
          ].join('　'),
        })),
        ...kept,
      ]}
    />
  );

  function approvalFacts({ description, ceiling, rest: left, lapsesOn }: Approval): string {
    return t.approvalFacts(
      description,
      format.yen(ceiling ?? yen(0)),
      format.yen(left ?? yen(0)),
      lapsesOn === null ? '' : format.day(lapsesOn),
    );
  }
}
