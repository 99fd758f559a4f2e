import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useApp } from '../text/use-text.js';
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
          {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
            <section key={group}>
              <h3>{t.groups[group]}</h3>
              <dl>
                {groups[group].map((key) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{t[group][key as never]}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Modal>
    </>
  );
}
