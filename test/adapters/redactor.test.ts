import { describe, expect, it } from 'vitest';
import { createRedactor } from '#adapters/redactor.ts';

const secret = 'pa/ss+word&1';
const redact = createRedactor({
  SHOP_TOKEN: secret,
  DB_PASSWORD: 'short',
  DEPLOY_PRIVATE_KEY: 'first line of it\nsecond line of it\n',
  REDIS_URL: 'redis://fairlead:r%40bbit-hole@redis.example:6379',
  PATH: '/usr/local/bin',
});

describe('redaction', () => {
  it.each([
    [`token ${secret}!`, 'token [redacted]!'],
    [`?t=${encodeURIComponent(secret)}&x`, '?t=[redacted]&x'],
    [Buffer.from(secret).toString('base64'), '[redacted]'],
    ['second line of it', '[redacted]'],
    ['password r@bbit-hole', 'password [redacted]'],
    ['password r%40bbit-hole', 'password [redacted]'],
    ['https://bot:abc@git.example/x', 'https://[redacted]@git.example/x'],
    ['Authorization: Bearer abcdefghijkl', 'Authorization: Bearer [redacted]'],
    [`xoxb-${'1234567890'}-abcdefghij`, '[redacted]'],
    [`ghp_${'a'.repeat(36)}`, '[redacted]'],
    [`github_pat_${'a'.repeat(30)}`, '[redacted]'],
    [`glpat-${'a'.repeat(20)}`, '[redacted]'],
    [`glpat-${'a'.repeat(27)}.01.${'b'.repeat(9)} was sent.`, '[redacted] was sent.'],
    [`gldt-${'a'.repeat(20)}`, '[redacted]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '[redacted]'],
    ['-----BEGIN PRIVATE KEY-----\ncut off', '[redacted]'],
  ])('of %j gives %j', (text, clean) => {
    expect(redact(text)).toBe(clean);
  });

  it.each([
    'a short text',
    '/usr/local/bin',
    'https://git.example/a/b@c',
    'ratio 3:4@home',
    'version 1.5.0',
    'ghp_short',
    'under Basic Information at Slack',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });
});
