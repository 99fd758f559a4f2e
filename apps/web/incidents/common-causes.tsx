import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';

/** Vendors, products and contractors that this case has in common with others: for the insurer alone. */
export function CommonCauses({ caseId }: { readonly caseId: string }) {
  const { texts } = useApp();
  const t = texts.cases;
  const mayRead = useUser().roles.some((role) => ['support', 'adjuster', 'senior-adjuster', 'auditor'].includes(role));
  const causes = useRead('/common-causes', { query: { incidentId: caseId } }, { enabled: mayRead });
  const items = causes.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t.commonCauses}>
      <ul>
        {items.map(({ id, name, cases, institutions }) => (
          <li key={id}>{t.commonCause(name, String(institutions), String(cases))}</li>
        ))}
      </ul>
    </Section>
  );
}
