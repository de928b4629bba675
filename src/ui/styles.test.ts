import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');

type Pair = readonly [foreground: string, background: string];

const TEXT: Pair[] = [
  ...['ground', 'surface', 'sunken', 'accent-ground', 'danger-ground', 'track'].map(
    (ground) => ['text', ground] as const,
  ),
  ...['ground', 'surface', 'sunken', 'accent-ground', 'danger-ground'].map((ground) => ['muted', ground] as const),
  ...['ground', 'surface', 'sunken', 'accent-ground'].map((ground) => ['accent', ground] as const),
  ...['ground', 'surface', 'sunken', 'danger-ground'].map((ground) => ['danger', ground] as const),
  ['accent-text', 'accent'],
  ['ground', 'text'],
];

const METER_PARTS: Pair[] = ['allocated', 'allocated-2', 'accent', 'danger'].flatMap((part) => [
  [part, 'track'] as const,
  [part, 'surface'] as const,
]);

const MARKS: Pair[] = [
  ['focus', 'ground'],
  ['focus', 'surface'],
  ['focus', 'sunken'],
];

function colour(token: string, theme: 'light' | 'dark'): string {
  const [, light, dark] = css.match(new RegExp(`--color-${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`)) ?? [];
  const value = theme === 'light' ? light : dark;
  if (value === undefined) throw new Error(`No colour ${token} in styles.css`);
  return value;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('contrast in the %s theme (WCAG 2.2 1.4.3, 1.4.11)', (theme) => {
  test.each(TEXT)('text %s on %s is at least 4.5:1', (foreground, background) => {
    expect(contrast(colour(foreground, theme), colour(background, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...METER_PARTS, ...MARKS])('%s on %s is at least 3:1', (part, background) => {
    expect(contrast(colour(part, theme), colour(background, theme))).toBeGreaterThanOrEqual(3);
  });
});
