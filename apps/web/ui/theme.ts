import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { tokens } from './tokens.js';

const tuple = (shades: Readonly<Record<string, string>>): MantineColorsTuple =>
  Object.values(shades) as unknown as MantineColorsTuple;

/** What is filled is filled with the accent, or red; its text is that of the scheme. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant !== 'filled') return resolved;
  return input.color === 'red'
    ? { ...resolved, background: 'var(--bad)', hover: 'var(--bad)', color: 'var(--surface)' }
    : { ...resolved, background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)' };
};

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
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver,
  autoContrast: true,
  luminanceThreshold: 0.179,
  black: tokens.gray[900],
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
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

const steps = { t12: 0.75, t14: 0.875, t16: 1, t20: 1.25, t24: 1.5, t32: 2 };

/**
 * The names of docs/design.md, which every style uses, and Mantine's variables where they are too faint: texts 4.5 : 1,
 * borders of controls 3 : 1, in both schemes. Colours without a token lie between its steps: it has no dark grounds.
 */
export const ownVariables = {
  variables: {
    ...Object.fromEntries(Object.entries(steps).map(([name, rem]) => [`--${name}`, `${rem}rem`])),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 8].map((step) => [`--s${step}`, `${step * 4}px`])),
    '--row': '36px',
    '--control': '32px',
    '--bar': '48px',
    '--rail': '192px',
    '--peek': '352px',
    '--radius': '6px',
    '--focus': tokens.yellow[300],
  },
  light: {
    '--mantine-color-error': tokens.red[1000],
    '--mantine-color-dimmed': tokens.gray[700],
    '--mantine-color-placeholder': tokens.gray[600],
    '--mantine-color-anchor': tokens.blue[900],
    '--mantine-color-default-border': tokens.gray[500],
    '--ground': tokens.gray[50],
    '--surface': '#ffffff',
    '--hover': tokens.gray[50],
    '--line': tokens.gray[100],
    '--line-strong': tokens.gray[500],
    '--text': tokens.gray[900],
    '--text-2': tokens.gray[700],
    '--text-3': tokens.gray[600],
    '--accent': tokens.blue[900],
    '--accent-hover': tokens.blue[1000],
    '--on-accent': '#ffffff',
    '--selected': tokens.blue[50],
    '--focus-in': '#000000',
    '--good': tokens.green[900],
    '--good-ground': tokens.green[50],
    '--warn': tokens.yellow[1100],
    '--warn-ground': tokens.yellow[100],
    '--bad': tokens.red[1000],
    '--bad-ground': tokens.red[100],
    '--inner': tokens.purple[50],
    '--inner-line': tokens.purple[700],
    '--data-1': tokens['light-blue'][1100],
    '--data-2': tokens['light-blue'][700],
    '--data-3': tokens['light-blue'][400],
    '--data-4': tokens['light-blue'][100],
    '--data-line': tokens['light-blue'][800],
    '--shadow': '0 2px 8px 1px rgb(0 0 0 / 0.1), 0 1px 5px 0 rgb(0 0 0 / 0.2)',
  },
  dark: {
    '--mantine-color-error': tokens.red[300],
    '--mantine-color-dimmed': tokens.gray[200],
    '--mantine-color-placeholder': tokens.gray[300],
    '--mantine-color-anchor': tokens.blue[300],
    '--mantine-color-default-border': tokens.gray[500],
    '--ground': '#101010',
    '--surface': tokens.gray[900],
    '--hover': '#262626',
    '--line': '#3a3a3a',
    '--line-strong': tokens.gray[500],
    '--text': tokens.gray[50],
    '--text-2': tokens.gray[200],
    '--text-3': '#a6a6a6',
    '--accent': tokens.blue[300],
    '--accent-hover': tokens.blue[200],
    '--on-accent': tokens.blue[1200],
    '--selected': '#1d2747',
    '--focus-in': tokens.gray[900],
    '--good': tokens.green[300],
    '--good-ground': '#0d2e1d',
    '--warn': tokens.yellow[300],
    '--warn-ground': '#3a2f00',
    '--bad': tokens.red[300],
    '--bad-ground': '#470b0b',
    '--inner': '#261a38',
    '--inner-line': tokens.purple[400],
    '--data-1': tokens['light-blue'][200],
    '--data-2': tokens['light-blue'][500],
    '--data-3': tokens['light-blue'][700],
    '--data-4': '#12324f',
    '--data-line': tokens['light-blue'][400],
    '--shadow': '0 2px 8px 1px rgb(0 0 0 / 0.5), 0 0 0 1px #3a3a3a',
  },
};
