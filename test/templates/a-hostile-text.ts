import fc from 'fast-check';

/** What people could write to ping, to break out of a block, or to be longer than anything has room for. */
export const nasty: readonly string[] = [
  '<!channel> <!here> <!everyone> <@U0EVIL> <!subteam^S0EVIL> <#C0EVIL> @here',
  '<https://evil.test|shop 1.5.0 released> <!date^1^{date}^https://evil.test|now>',
  '&lt;!channel&gt; &amp;lt;!channel&amp;gt;',
  '```\n<!channel>\n``` *bold* _italics_ ~strike~ `code` :boom:',
  'left \u202eto right\u202c \u2066and\u2069 \u200b\u200b\ufeff\u0000\u0007\u001b[31mred',
  'line one\r\nline two\u2028line three\u0085line four',
  '\ud83d alone \udc4d and \ud83d\udc4d\ud83c\udffd\u200d\ud83d\udcbb together',
  '\\< \\[ **bold** [link](https://evil.test) <!channel> # heading',
  '',
  '   ',
  'x'.repeat(10_000),
  '\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67'.repeat(1_500),
  '<!channel>'.repeat(1_000),
  '&'.repeat(10_000),
  'word '.repeat(2_000),
];

/** Any such text, or any text at all. */
export const hostileText = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 200 }));
