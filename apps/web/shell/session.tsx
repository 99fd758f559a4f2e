import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { act, keeper, LineLost, readSession, Refused, type Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import { SignInForm } from '../ui/sign-in-form.js';
import { tabs } from './tabs.js';

export type User = Schemas['SessionUser'];
export type Role = User['roles'][number];

interface SessionState {
  /** `undefined` while it is not known, null when nobody is signed in. */
  readonly user: User | null | undefined;
  readonly lost: unknown;
  readonly take: (session: Schemas['SessionAnswer']) => void;
  readonly signOut: () => Promise<void>;
  readonly readAgain: () => void;
}

export const Session = createContext<SessionState | null>(null);

export function useSession(): SessionState {
  const session = useContext(Session);
  if (!session) throw new Error('no session here');
  return session;
}

/** Who is signed in; only below pages that need somebody. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error('nobody is signed in');
  return user;
}

export const isInsurer = ({ roles }: User): boolean =>
  roles.some((role) => !['hospital-reporter', 'hospital-manager', 'agent'].includes(role));

/** The requests that found the session ended, and wait until somebody is signed in again. */
function useWaitingRequests() {
  const [asking, setAsking] = useState(false);
  const waiting = useRef<{ go: () => void; give: (reason: Error) => void }[]>([]);
  const wait = useCallback(
    () =>
      new Promise<void>((go, give) => {
        waiting.current.push({ go, give });
        setAsking(true);
      }),
    [],
  );
  const goOn = useCallback(() => {
    setAsking(false);
    for (const { go } of waiting.current.splice(0)) go();
  }, []);
  const giveUp = useCallback(() => {
    setAsking(false);
    for (const { give } of waiting.current.splice(0)) give(new LineLost());
  }, []);
  return { asking, wait, goOn, giveUp };
}

type Take = SessionState['take'];

/** While somebody is signed in, a request that finds the session ended regains it, or waits. */
function useRegain(user: User | null | undefined, take: Take, wait: () => Promise<void>): void {
  useEffect(() => {
    if (!user) return undefined;
    let running: Promise<void> | null = null;
    const regain = async (): Promise<void> => {
      try {
        // another tab may have signed in again already
        take(await readSession());
      } catch (error) {
        if (!(error instanceof Refused && error.body.status === 401)) throw new LineLost();
        await wait();
      }
    };
    // every request that waits, waits for the same
    keeper.regain = () => {
      running ??= regain().finally(() => {
        running = null;
      });
      return running;
    };
    return () => {
      keeper.regain = null;
    };
  }, [user, take, wait]);
}

/**
 * The session of the browser. A request that finds it ended waits while somebody signs in over the page, and goes on;
 * when another person signs in, the page starts again, because what stands on it is not theirs.
 */
export function Signed({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [user, setUser] = useState<User | null | undefined>(undefined);
  const [lost, setLost] = useState<unknown>(null);
  const { asking, wait, goOn, giveUp } = useWaitingRequests();
  const current = useRef<User | null>(null);

  const take = useCallback(
    (session: Schemas['SessionAnswer']) => {
      if (current.current && current.current.id !== session.user.id) {
        location.assign('/app');
        return;
      }
      keeper.csrfToken = session.csrfToken;
      current.current = session.user;
      setUser(session.user);
      goOn();
    },
    [goOn],
  );
  const readAgain = useCallback(() => {
    readSession().then(
      (session) => {
        setLost(null);
        take(session);
      },
      (error: unknown) => {
        const isNobody = error instanceof Refused && error.body.status === 401;
        setLost(isNobody ? null : error);
        if (isNobody) setUser(null);
      },
    );
  }, [take]);

  useEffect(() => {
    readAgain();
  }, [readAgain]);

  useRegain(user, take, wait);

  const leave = useCallback(() => {
    keeper.csrfToken = null;
    keeper.regain = null;
    current.current = null;
    // what waited for this person never goes on as somebody else
    giveUp();
    client.clear();
    setUser(null);
  }, [client, giveUp]);
  useEffect(() => tabs.on('signed-out', leave), [leave]);

  const signOut = useCallback(async () => {
    const { regain } = keeper;
    keeper.regain = null;
    try {
      // another tab may have signed in again, with another token
      keeper.csrfToken = (await readSession()).csrfToken;
      await act('delete', '/auth/sessions/current', {});
    } catch (error) {
      if (!(error instanceof Refused && error.body.status === 401)) {
        keeper.regain = regain;
        throw error;
      }
    }
    tabs.tell('signed-out');
    leave();
  }, [leave]);

  const state = useMemo(() => ({ user, lost, take, signOut, readAgain }), [user, lost, take, signOut, readAgain]);
  return (
    <Session value={state}>
      {children}
      <SignInAgain opened={asking} email={user?.email ?? ''} onDone={take} />
    </Session>
  );
}

/** Over the page, so that nothing typed on it is lost; it closes when somebody is signed in. */
function SignInAgain({
  opened,
  email,
  onDone,
}: {
  readonly opened: boolean;
  readonly email: string;
  readonly onDone: Take;
}) {
  const { texts } = useSpeech();
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={texts.common.signInAgain}
    >
      <Stack>
        <Text>{texts.common.signInAgainLead}</Text>
        <SignInForm onDone={onDone} email={email} />
      </Stack>
    </Modal>
  );
}
