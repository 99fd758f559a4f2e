import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { tokens } from './tokens.js';

const published = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('@digital-go-jp/design-tokens/dist/tokens.css'),
  'utf8',
);

describe('colours of the design system', () => {
  it.each(
    Object.entries(tokens).flatMap(([name, shades]) =>
      Object.entries(shades).map(([shade, hex]) => [name, shade, hex]),
    ),
  )('%s %s is the published one', (name, shade, hex) => {
    const family = name === 'gray' ? 'neutral-solid-gray' : `primitive-${name}`;
    expect(published).toContain(`--color-${family}-${shade}: ${hex};`);
  });
});
