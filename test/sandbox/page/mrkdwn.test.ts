import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from '#sandbox/slack/browser/text/mrkdwn.ts';

function inline(text: string, verbatim = false): unknown {
  return parseMrkdwn(text, verbatim)[0]?.elements;
}

describe('parseMrkdwn', () => {
  it('reads bold, italic, strike and code, nested where Slack nests them', () => {
    expect(inline('*a _b_* ~c~ `d`')).toEqual([
      { type: 'text', text: 'a ', style: { bold: true } },
      { type: 'text', text: 'b', style: { bold: true, italic: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'c', style: { strike: true } },
      { type: 'text', text: ' ' },
      { type: 'text', text: 'd', style: { code: true } },
    ]);
  });

  it.each([
    'snake_case_name',
    '2*3*4',
    '* not bold *',
    'a_b and c_d',
    '*unclosed',
    '# no header',
    '$x$',
    '- item',
    '|a|b|',
  ])('leaves %j as it stands', (text) => {
    expect(inline(text)).toEqual([{ type: 'text', text }]);
  });

  it('shows escaped mentions as text and never as mentions', () => {
    expect(inline('fix: &lt;!channel&gt; &lt;@U1&gt; &amp;lt;')).toEqual([
      { type: 'text', text: 'fix: <!channel> <@U1> &lt;' },
    ]);
  });

  it('reads mentions of people, channels, groups and everybody', () => {
    expect(inline('<@U1> <#C1|x> <!subteam^S1|@leads> <!here>')).toEqual([
      { type: 'user', user_id: 'U1' },
      { type: 'text', text: ' ' },
      { type: 'channel', channel_id: 'C1' },
      { type: 'text', text: ' ' },
      { type: 'usergroup', usergroup_id: 'S1' },
      { type: 'text', text: ' ' },
      { type: 'broadcast', range: 'here' },
    ]);
  });

  it('reads a date with its format, link and fallback', () => {
    expect(inline('<!date^1790000000^{date} at {time}^https://a.b|then>')).toEqual([
      { type: 'date', timestamp: 1790000000, format: '{date} at {time}', url: 'https://a.b', fallback: 'then' },
    ]);
  });

  it('reads links with labels, and bare links unless verbatim', () => {
    expect(inline('<https://a.b?x=1&amp;y=2|one &amp; two>')).toEqual([
      { type: 'link', url: 'https://a.b?x=1&y=2', text: 'one & two' },
    ]);
    expect(inline('see https://a.b/c_d.')).toEqual([
      { type: 'text', text: 'see ' },
      { type: 'link', url: 'https://a.b/c_d' },
      { type: 'text', text: '.' },
    ]);
    expect(inline('see https://a.b', true)).toEqual([{ type: 'text', text: 'see https://a.b' }]);
  });

  it('leaves a link with any other scheme as text', () => {
    expect(inline('<javascript:alert(1)|x>')).toEqual([{ type: 'text', text: '<javascript:alert(1)|x>' }]);
  });

  it('reads known emoji names and leaves unknown ones', () => {
    expect(inline(':tada: :large_green_circle: :no-such: 12:30:45')).toEqual([
      { type: 'emoji', name: 'tada' },
      { type: 'text', text: ' ' },
      { type: 'emoji', name: 'large_green_circle' },
      { type: 'text', text: ' :no-such: 12:30:45' },
    ]);
  });

  it('reads quotes and fenced code as blocks of their own', () => {
    expect(parseMrkdwn('a\n> b\n&gt; c\nd\n```\n*x* &lt;y&gt;\n```').map((block) => block.type)).toEqual([
      'rich_text_section',
      'rich_text_quote',
      'rich_text_section',
      'rich_text_preformatted',
    ]);
    expect(parseMrkdwn('```*x* &lt;y&gt;```')[0]?.elements).toEqual([{ type: 'text', text: '*x* <y>' }]);
  });

  it('leaves an unclosed fence as text', () => {
    expect(inline('```npm ci')).toEqual([{ type: 'text', text: '```npm ci' }]);
  });
});
