import { Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { OutlookNotices } from '../notifications/outlook-notices.js';
import { useApp } from '../text/use-text.js';
import { Column, EndOfPage, Parts } from '../ui/parts.js';
import { OpeningSection, Sections } from '../ui/section.js';
import { Status, toneOfCase } from '../ui/status.js';
import { CaseAdvice } from './case-advice.js';
import { handlerOf } from './case-handler.js';
import style from './institution-case.module.css';
import { MergedNote } from './merged-note.js';
import { AskedOfYou, DoneByUs } from './open-requests.js';
import { Phases } from './phases.js';
import { useCaseSections } from './use-case-sections.js';
import { Withdraw } from './withdraw-case.js';

type Case = Schemas['CaseDto'];

/** The institution's own case: what we ask of it, what we do and by when, then sections that open. */
export function InstitutionCase({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  const sections = useCaseSections(incident);
  return (
    <>
      <Intro of={incident} />
      <Parts>
        <AskedOfYou of={incident} />
        <DoneByUs of={incident} />
        <Column>
          <CaseAdvice of={incident} />
          <Sections label={texts.caseSections.label}>
            {sections.map(({ id, title, news, content }) => (
              <OpeningSection key={id} id={id} title={title} news={news}>
                {content}
              </OpeningSection>
            ))}
          </Sections>
          <EndOfPage>
            <Button variant="default" onClick={() => window.print()}>
              {texts.cases.printPage}
            </Button>
            <Withdraw of={incident} compact />
          </EndOfPage>
        </Column>
      </Parts>
    </>
  );
}

/** How the case stands, and what was corrected of it. */
function Intro({ of: incident }: { readonly of: Case }) {
  const { texts, say } = useApp();
  return (
    <div className={style.intro}>
      <div className={style.standing}>
        <Status tone={toneOfCase(incident.state)}>{say(incident.stateName)}</Status>
        <span>{handlerOf(incident, texts.cases)}</span>
      </div>
      <Phases of={incident} />
      <MergedNote of={incident} />
      <OutlookNotices caseId={incident.id} />
    </div>
  );
}
