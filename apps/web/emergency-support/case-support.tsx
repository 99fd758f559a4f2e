import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section, Shown } from '../ui/page.js';
import { SupportRequests } from './support-requests.js';

/** The emergency support of one case. */
export function CaseSupport({ caseId }: { readonly caseId: string }) {
  const { texts } = useApp();
  const mayRead = useUser().roles.some((role) => !['payments', 'administrator', 'agent'].includes(role));
  const list = useList('/support-requests', { query: { incidentId: caseId } }, { enabled: mayRead });
  if (!mayRead) return null;
  return (
    <Section title={texts.cases.supportTitle}>
      <Shown of={{ ...list, data: list.items }}>
        {(requests) =>
          requests.length === 0 ? <p>{texts.cases.supportNone}</p> : <SupportRequests of={requests} ofOneCase />
        }
      </Shown>
    </Section>
  );
}
