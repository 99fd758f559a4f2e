import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { tokens } from './tokens.js';

const tuple = (shades: Readonly<Record<string, string>>): MantineColorsTuple =>
  Object.values(shades) as unknown as MantineColorsTuple;

/**
 * Mantine in the Digital Agency's colours and measures; the system's own fonts, because a page must open on a poor
 * line.
 */
export const theme = createTheme({
  fontFamily: "'BIZ UDPGothic', 'Hiragino Sans', 'Noto Sans JP', 'Yu Gothic UI', Meiryo, sans-serif",
  headings: { fontFamily: 'inherit', fontWeight: '700' },
  colors: {
    blue: tuple(tokens.blue),
    green: tuple(tokens.green),
    yellow: tuple(tokens.yellow),
    orange: tuple(tokens.orange),
    red: tuple(tokens.red),
    gray: tuple(tokens.gray),
    // from text to ground
    dark: [
      tokens.gray[50],
      tokens.gray[100],
      tokens.gray[300],
      tokens.gray[400],
      tokens.gray[500],
      tokens.gray[700],
      tokens.gray[800],
      tokens.gray[900],
      '#141414',
      '#0d0d0d',
    ],
  },
  primaryColor: 'blue',
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.179,
  black: tokens.gray[900],
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // smaller letters make a phone zoom into the field
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    // at once, and its header is no second banner of the page
    Modal: { defaultProps: { transitionProps: { duration: 0 }, attributes: { header: { role: 'presentation' } } } },
  },
});

/**
 * Colours that Mantine's own variables leave too faint: texts 4.5 : 1, the ring of the focus 3 : 1, in both schemes.
 */
export const ownVariables = {
  variables: {},
  light: {
    '--mantine-color-error': tokens.red[900],
    '--mantine-color-dimmed': tokens.gray[700],
    '--mantine-color-placeholder': tokens.gray[600],
    '--mantine-color-anchor': tokens.blue[900],
    '--mantine-color-default-border': tokens.gray[500],
    '--sonae-focus': tokens.blue[900],
    '--sonae-line': tokens.gray[200],
    '--sonae-soft': tokens.gray[50],
    '--sonae-good': tokens.green[900],
    '--sonae-good-ground': tokens.green[50],
    '--sonae-warn': '#6e5600',
    '--sonae-warn-ground': tokens.yellow[50],
    '--sonae-bad': tokens.red[900],
    '--sonae-bad-ground': tokens.red[50],
    '--sonae-info': tokens.blue[900],
    '--sonae-info-ground': tokens.blue[50],
  },
  dark: {
    '--mantine-color-error': tokens.red[300],
    '--mantine-color-dimmed': tokens.gray[300],
    '--mantine-color-placeholder': tokens.gray[300],
    '--mantine-color-anchor': tokens.blue[300],
    '--mantine-color-default-border': tokens.gray[500],
    '--sonae-focus': tokens.blue[300],
    '--sonae-line': tokens.gray[700],
    '--sonae-soft': '#262626',
    '--sonae-good': tokens.green[300],
    '--sonae-good-ground': tokens.green[1200],
    '--sonae-warn': tokens.yellow[300],
    '--sonae-warn-ground': '#2b2200',
    '--sonae-bad': tokens.red[300],
    '--sonae-bad-ground': '#330000',
    '--sonae-info': tokens.blue[300],
    '--sonae-info-ground': '#00083d',
  },
};
