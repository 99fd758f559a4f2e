import { Button, Checkbox, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page, Section } from '../ui/page.js';
import { faultsOf, ProblemNote } from '../ui/problem.js';
import { hasSingleKeys, setSingleKeys } from '../ui/single-keys.js';
import style from '../ui/ui.module.css';

/** What a person decides for themselves: the password, and whether single keys are heard in this browser. */
export function OwnSettingsPage() {
  const { texts } = useApp();
  const t = texts.ownSettings;
  const user = useUser();
  return (
    <Page title={texts.shell.settings} width="narrow">
      <Password />
      {isInsurer(user) && (
        <Section title={t.keys}>
          <SingleKeys />
        </Section>
      )}
    </Page>
  );
}

function SingleKeys() {
  const t = useApp().texts.ownSettings;
  const [on, setOn] = useState(hasSingleKeys);
  return (
    <Checkbox
      label={t.singleKeys}
      description={t.singleKeysHint}
      checked={on}
      onChange={({ currentTarget: { checked } }) => {
        setSingleKeys(checked);
        setOn(checked);
      }}
    />
  );
}

const blank = { current: '', new: '', again: '' };

function Password() {
  const { texts, say } = useApp();
  const t = texts.ownSettings;
  const tell = useNotice();
  const change = useAct('put', '/me/password');
  const [typed, setTyped] = useState(blank);
  const [asked, setAsked] = useState(false);
  const faults = faultsOf(change.error, say);
  const missing = (text: string): string | null => (asked && text === '' ? texts.common.passwordEmpty : null);
  const differs = asked && typed.new !== typed.again ? t.differs : null;
  const send = (): void => {
    setAsked(true);
    if (typed.current === '' || typed.new === '' || typed.new !== typed.again) return;
    void change.send({ body: { current: typed.current, new: typed.new } }, () => {
      setTyped(blank);
      setAsked(false);
      tell(t.changed);
    });
  };
  const field = (name: keyof typeof blank, label: string, complete: string, fault: string | null | undefined) => (
    <PasswordInput
      label={label}
      autoComplete={complete}
      value={typed[name]}
      onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value }))}
      error={fault}
      visibilityToggleButtonProps={{ 'aria-label': texts.common.showPassword, tabIndex: 0 }}
    />
  );
  return (
    <Section title={t.password}>
      <form
        noValidate
        className={style.measure}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          {field('current', t.current, 'current-password', missing(typed.current) ?? faults['/current'])}
          {field('new', t.new, 'new-password', missing(typed.new) ?? faults['/new'])}
          {field('again', t.again, 'new-password', differs)}
          <p>{t.passwordHint}</p>
          <ProblemNote error={change.error} shown={['/current', '/new']} />
          <div>
            <Button type="submit" loading={change.pending}>
              {t.change}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
