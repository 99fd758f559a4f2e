import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';

const ended = ['closed', 'withdrawn', 'declined', 'merged'];

/** Costs that the facts open and nobody has claimed; nothing where there are none, and of a case that has ended. */
export function OpenCoverages({
  of: incident,
  reader,
}: {
  readonly of: Schemas['CaseDto'];
  readonly reader: 'institution' | 'insurer';
}) {
  const { texts, say } = useApp();
  const t = texts.cases.openCoverages[reader];
  if (incident.openCoverages.length === 0 || ended.includes(incident.state)) return null;
  return (
    <Section title={t.title}>
      <p>{t.lead}</p>
      <ul>
        {incident.openCoverages.map((category) => (
          <li key={category.code}>{say(category)}</li>
        ))}
      </ul>
      {reader === 'institution' && (
        <p className="no-print">
          <Link to="/cases/$id/expenses" params={{ id: incident.id }}>
            {texts.cases.addExpenses}
          </Link>
        </p>
      )}
    </Section>
  );
}
