import '@mantine/core/styles.css';
import 'virtual:theme-variables.css';
import '../ui/ground.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LineLost } from '../api/api.js';
import { appJa } from '../text/ja/app.js';
import { Speaking } from '../text/speaking.js';
import { theme } from '../ui/theme.js';
import { Noticing } from './notice.js';
import { router } from './router.js';
import { Signed } from './session.js';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
setNonce(nonce);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // live updates say when something changed
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (times, error) => error instanceof LineLost && times < 3,
      // whether there is a line is known from a request that failed, not from the browser's word
      networkMode: 'always',
    },
  },
});

const english = () => import('../text/en/app.js').then(({ appEn }) => appEn);

const root = document.getElementById('root');
if (!root) throw new Error('no root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <Speaking ja={appJa} en={english}>
          {(chooseLanguage) => (
            <Signed>
              <Noticing>
                <RouterProvider router={router} context={{ chooseLanguage }} />
              </Noticing>
            </Signed>
          )}
        </Speaking>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
