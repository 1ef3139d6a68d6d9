import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlaceholders, fillPlaceholders, placeholdersIn } from '#domain/placeholders.ts';

const values = { version: '1.5.0', previous: '1.4.2', service: 'api', environment: 'production' };

describe('fillPlaceholders', () => {
  it.each([
    ['{version}', '1.5.0'],
    ['--from={previous}', '--from=1.4.2'],
    ['https://{service}.{environment}.example/health', 'https://api.production.example/health'],
    ['{version}{version}', '1.5.01.5.0'],
    ['no placeholder', 'no placeholder'],
    ['{"json": true}', '{"json": true}'],
    ['{}', '{}'],
    ['{ version }', '{ version }'],
    ['{{version}}', '{1.5.0}'],
    ['', ''],
  ])('fills %j as %j', (template, text) => {
    expect(fillPlaceholders(template, values)).toEqual({ kind: 'filled', text });
  });

  it('does not read a value again that looks like a placeholder', () => {
    expect(fillPlaceholders('{version}', { version: '{service}', service: 'api' })).toEqual({
      kind: 'filled',
      text: '{service}',
    });
  });

  it('takes a replacement pattern of String.replace in a value as plain text', () => {
    expect(fillPlaceholders('<{version}>', { version: '$&$1$`' })).toEqual({ kind: 'filled', text: '<$&$1$`>' });
  });

  it.each([
    ['{verison}', 'There is no placeholder {verison}. Did you mean {version}?'],
    ['{Version}', 'There is no placeholder {Version}. Did you mean {version}?'],
    ['{env}', 'There is no placeholder {env}. Did you mean {environment}?'],
    [
      '{constructor}',
      'There is no placeholder {constructor}. Use one of {version}, {previous}, {service}, {environment}.',
    ],
    ['{version} {tag}', 'There is no placeholder {tag}. Use one of {version}, {previous}, {service}, {environment}.'],
  ])('refuses the unknown placeholder in %j', (template, why) => {
    expect(fillPlaceholders(template, values)).toMatchObject({ kind: 'refused', why });
  });

  it('gives back any text without braces unchanged', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replaceAll('{', '');
        expect(fillPlaceholders(plain, values)).toEqual({ kind: 'filled', text: plain });
      }),
    );
  });
});

describe('checkPlaceholders', () => {
  it('accepts a template whose placeholders are all known', () => {
    expect(checkPlaceholders('{version} to {service}', ['version', 'service'])).toBeNull();
  });

  it('names the first placeholder that is not known', () => {
    expect(checkPlaceholders('{a} {b}', ['a'])?.placeholder).toBe('b');
  });
});

it('lists the placeholders of a template in order', () => {
  expect(placeholdersIn('{b}-{a}-{b}')).toEqual(['b', 'a', 'b']);
});
