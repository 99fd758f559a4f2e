import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { useComposed } from './composer.js';

type Message = Schemas['CaseMessageDto'];

/** Ends what a message asks for by a message that says so, for who writes messages. */
export function EndAsk({ of: message, caseId }: { readonly of: Message; readonly caseId: string }) {
  const t = useApp().texts.messages;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/messages');
  const [opened, setOpened] = useState(false);
  if (!useComposed().includes('message')) return null;
  return (
    <>
      <Button className="no-print" size="compact-sm" variant="default" onClick={() => setOpened(true)}>
        {t.endAsk}
      </Button>
      {opened && (
        <ActDialog
          onClose={() => setOpened(false)}
          title={t.endAsk}
          lead={t.endAskLead}
          label={t.deskField}
          keep={`end-ask ${message.id}`}
          doing={act}
          send={(text) =>
            act.send({ path: { id: caseId }, body: { text, answers: message.id } }, () => tell(t.endedAsk))
          }
        />
      )}
    </>
  );
}
