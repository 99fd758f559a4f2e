import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Status, toneOfCoverage } from '../ui/status.js';

type Case = Schemas['CaseDto'];

/** The coverage outlook with its reasons; emergency support has its own part. */
export function CoverageOutlook({ of: { coverageOutlook, coverageOutlookReasons } }: { readonly of: Case }) {
  const { texts, say } = useApp();
  return (
    <Section title={texts.cases.coverageOutlook}>
      <p>
        <Status tone={toneOfCoverage(coverageOutlook)}>{texts.cases.words.coverageOutlook[coverageOutlook]}</Status>
      </p>
      {coverageOutlookReasons.length > 0 && (
        <ul>
          {coverageOutlookReasons.map((reason) => (
            <li key={reason.textJa}>{say(reason)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
