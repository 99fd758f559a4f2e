import { useParams } from '@tanstack/react-router';
import { useRead } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { DeskCase } from './desk-case.js';
import { InstitutionCase } from './institution-case.js';

/** One case, as the institution or the insurer looks at it. */
export function CasePage() {
  const { texts } = useApp();
  const { id } = useParams({ from: '/cases/$id' });
  const inside = isInsurer(useUser());
  const query = useRead('/incidents/{id}', { path: { id } });
  if (inside && query.data) return <Shown of={query}>{(incident) => <DeskCase key={id} of={incident} />}</Shown>;
  return (
    <Page key={id} title={query.data?.caseNumber ?? texts.cases.caseNumber}>
      <Shown of={query}>{(incident) => <InstitutionCase of={incident} />}</Shown>
    </Page>
  );
}
