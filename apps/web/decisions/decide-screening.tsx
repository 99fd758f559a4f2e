import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { ShortText } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

const longestCompliance = 200;

/** Cleared or confirmed, with who of compliance was asked and why. */
export function DecideScreening({
  of: { id, to },
  onClose,
}: {
  readonly of: DecidingMatch;
  readonly onClose: () => void;
}) {
  const { texts, say } = useApp();
  const t = texts.screening;
  const tell = useNotice();
  const decide = useAct('post', '/screenings/{id}/outcomes');
  const compliance = useKept(`screening compliance ${id}`, '');
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).text(longestCompliance)(compliance.value);
  const title = to === 'confirmed' ? t.confirm : t.clear;
  return (
    <ActDialog
      onClose={onClose}
      title={title}
      lead={to === 'confirmed' ? t.confirmLead : t.clearLead}
      label={t.reason}
      keep={`screening ${id}`}
      doing={decide}
      onAsked={() => setAsked(true)}
      send={async (reason) => {
        if (fault !== null) return undefined;
        const body = { outcome: to, compliance: compliance.value.trim(), reason };
        const done = await decide.send({ path: { id }, body });
        if (done) {
          compliance.clear();
          tell(t.done);
        }
        return done;
      }}
    >
      <ShortText
        label={t.compliance}
        most={longestCompliance}
        value={compliance.value}
        onChange={compliance.change}
        error={asked ? (fault ?? faultsOf(decide.error, say)['/compliance']) : undefined}
      />
    </ActDialog>
  );
}

export interface DecidingMatch {
  readonly id: string;
  readonly to: Outcome;
}

export type Outcome = Schemas['DecideScreeningDto']['outcome'];
