import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText } from '../ui/fields.js';
import { faultsOf, ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';

const longestName = 200;

export function EnterClaimant({ caseId }: { readonly caseId: string }) {
  const { texts, say } = useApp();
  const t = texts.claimants;
  const enter = useAct('post', '/incidents/{id}/claimants');
  const [done, setDone] = useState(false);
  const name = useKept(`claimant ${caseId}`, '');
  const [asked, setAsked] = useState(false);
  const fault = checks(texts.common).text(longestName)(name.value);
  return (
    <form
      noValidate
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (fault !== null) return;
        void enter.send({ path: { id: caseId }, body: { name: name.value.trim() } }, () => {
          setDone(true);
          setAsked(false);
          name.clear();
        });
      }}
    >
      <Stack gap="sm" mt="sm">
        <ShortText
          label={t.name}
          description={t.nameSeen}
          most={longestName}
          value={name.value}
          onChange={name.change}
          error={asked && (fault ?? faultsOf(enter.error, say)['/name'])}
        />
        <ProblemNote error={enter.error} shown={['/name']} />
        <div>
          <Button type="submit" size="sm" variant="default" loading={enter.pending}>
            {t.enter}
          </Button>
        </div>
        <DoneNote>{done ? t.entered : null}</DoneNote>
      </Stack>
    </form>
  );
}
