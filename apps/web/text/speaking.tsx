import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { CommonText } from './ja/common.js';
import { keepLanguage, keptLanguage, Speech, spoken, type Language } from './language.js';

/** Speaks Japanese at once; English is fetched when it is chosen. Switching keeps everything that is on the page. */
export function Speaking<T extends { common: CommonText }>({
  ja,
  en,
  children,
}: {
  readonly ja: T;
  readonly en: () => Promise<T>;
  readonly children: (choose: (language: Language) => void) => ReactNode;
}) {
  const [now, setNow] = useState(() => spoken<T>('ja', ja));
  const choose = useCallback(
    (language: Language) => {
      void (language === 'ja' ? Promise.resolve(ja) : en()).then(
        (texts) => {
          keepLanguage(language);
          setNow(spoken(language, texts));
        },
        () => undefined,
      );
    },
    [ja, en],
  );
  useEffect(() => {
    choose(keptLanguage());
  }, [choose]);
  return <Speech value={now}>{children(choose)}</Speech>;
}
