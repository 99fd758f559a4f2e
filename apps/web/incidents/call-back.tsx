import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ReasonDialog } from '../ui/reason-dialog.js';

/** Records a call back from a list: whether somebody was reached. */
export function CallBackButton({ caseId, compact = false }: { readonly caseId: string; readonly compact?: boolean }) {
  const { texts } = useApp();
  const t = texts.desk.call;
  const tell = useNotice();
  const [opened, setOpened] = useState(false);
  const [outcome, setOutcome] = useState<'reached' | 'not-reached' | null>(null);
  const [asked, setAsked] = useState(false);
  const record = useAct('post', '/incidents/{id}/call-backs');
  return (
    <>
      <Button size={compact ? 'compact-sm' : 'sm'} variant="default" onClick={() => setOpened(true)}>
        {compact ? t.recordShort : t.record}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.record}
        lead={t.recordLead}
        label={t.note}
        hint={t.noteHint}
        reason="optional"
        confirm={t.save}
        pending={record.pending}
        error={record.error}
        onAsked={() => setAsked(true)}
        onConfirm={(note) => {
          if (outcome === null) return;
          const body = { reached: outcome === 'reached', ...(note === '' ? {} : { note }) };
          void record.send({ path: { id: caseId }, body }).then((done) => {
            if (!done) return;
            setOpened(false);
            setOutcome(null);
            setAsked(false);
            tell(outcome === 'reached' ? t.doneReached : t.doneNotReached);
          });
        }}
      >
        <Radio.Group
          label={t.outcome}
          value={outcome}
          onChange={(value) => setOutcome(value as 'reached' | 'not-reached')}
          error={asked && outcome === null ? texts.common.fieldEmpty : undefined}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="reached" label={t.reached} />
            <Radio value="not-reached" label={t.notReached} />
          </Stack>
        </Radio.Group>
      </ReasonDialog>
    </>
  );
}
