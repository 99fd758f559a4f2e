import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useApp } from '../text/use-text.js';
import { useOfferedActs } from '../ui/page-acts.js';
import { useKeys } from '../ui/list/use-list-keys.js';
import { hasSingleKeys } from '../ui/single-keys.js';
import layout from './layout.module.css';
import style from './keys-help.module.css';

/** The keys of the workspace, by where they work: opened by its button or `?`. */
const groups = {
  everywhere: ['/', 'Ctrl K', '[', '?', 'Esc', 'Ctrl ↵'],
  list: ['j', 'k', 'x', 'Space', '↵', 'a', 't', 'h'],
  expense: ['a', 'r', 'x', 'q', '1', '2', 'u', '.', 'j', 'k'],
  case: ['c', 'o', 'l', 's', 'p', '.'],
} as const;

export function KeysHelp() {
  const { texts } = useApp();
  const t = texts.keys;
  const [opened, setOpened] = useState(false);
  useKeys({ '?': () => setOpened(true) });
  return (
    <>
      <button type="button" className={layout.tool} aria-label={t.title} onClick={() => setOpened(true)}>
        ?
      </button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.title}
        size="xl"
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        {!hasSingleKeys() && <p>{t.areOff}</p>}
        <div className={style.groups}>
          <OfThisPage />
          {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
            <section key={group}>
              <h3>{t.groups[group]}</h3>
              <dl>
                {groups[group].map((key) => (
                  <Key key={key} of={key} does={t[group][key as never]} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Modal>
    </>
  );
}

/** The keys of the acts that the page offers now. */
function OfThisPage() {
  const t = useApp().texts.keys;
  const acts = useOfferedActs().filter(({ press, why }) => press && !why);
  if (acts.length === 0) return null;
  return (
    <section>
      <h3>{t.now}</h3>
      <dl>
        {acts.map(({ press = '', name }) => (
          <Key key={`${press} ${name}`} of={press} does={name} />
        ))}
      </dl>
    </section>
  );
}

function Key({ of: key, does }: { readonly of: string; readonly does: string }) {
  return (
    <div>
      <dt>
        <kbd>{key}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
