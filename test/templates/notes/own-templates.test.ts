import { describe, expect, it } from 'vitest';
import { notesView } from '#domain/notes/notes-view.ts';
import { createWriteNotes } from '#templates/notes/write-notes.ts';
import { builtInTemplates, shopFacts } from '#test/support/some-notes.ts';

const limits = { parse: 20_000, nodes: 5_000, millis: 1_000, memory: 200_000, output: 20_000 };
const write = createWriteNotes(builtInTemplates(), limits);
const view = notesView(shopFacts(), { audience: 'customers', selection: {}, product: 'The Shop', screenshots: false });
const usual = write(view, new Map()).markdown;
const own = (text: string, more: Record<string, string> = {}) =>
  write(view, new Map([['customers', text], ...Object.entries(more)]));

describe('a template of a project', () => {
  it('writes in its own words, with the lists and filters of the view', () => {
    const text = `# {{ product }} {{ version }}, {{ date | day }}
{{ features.size | counted: 'thing' }} since {{ previous }}:
{% for item in features %}* {{ item.text }} ({{ item.references | listed }})
{% endfor %}{% for item in breaking %}> {{ item.text }}: {{ item.migration }}
{% endfor %}`;
    expect(own(text)).toEqual({
      problem: null,
      markdown: `# The Shop 1.5.0, 21 November 2026

1 thing since 1.4.2:

- Pay with a saved card ([#9](https://github.com/octo/shop/issues/9) and [#12](https://github.com/octo/shop/pull/12))

> Answer exports page by page: Follow \`next\` until it is empty.
`,
    });
  });

  it('may use the parts that come with Fairlead, and replace one of them', () => {
    const text = "{% render 'entries', title: 'New', items: features, more: 0 %}";
    expect(own(text).markdown).toBe('## New\n\n- Pay with a saved card\n');
    expect(own(text, { entry: '- Look: {{ item.text }}\n' }).markdown).toBe(
      '## New\n\n- Look: Pay with a saved card\n',
    );
  });

  it('lets nothing through but harmless Markdown', () => {
    const text = '<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](file:///etc/passwd)\n\n{{ "<b>" | raw }}';
    expect(own(text).markdown).toBe(
      '\\<script>alert(1)\\</script>\n\nx (javascript:alert(1)) y (file:///etc/passwd)\n\n\\<b>\n',
    );
  });

  it.each([
    ['a mistake', '{% for item in features %}', 'not closed'],
    ['a filter that is not there', '{{ version | shout }}', 'undefined filter: shout'],
    ['a file of the machine', "{% include '/etc/passwd' %}", 'ENOENT'],
    ['a way up', "{% render '../../package.json' %}", 'ENOENT'],
    ['a loop without an end', '{% for i in (1..100000000) %}x{% endfor %}', 'memory alloc limit exceeded'],
    ['loops in loops', '{% for i in (1..900) %}{% for j in (1..900) %}x{% endfor %}{% endfor %}', 'limit'],
    [
      'too much text',
      '{% for i in (1..900) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}',
      'it wrote 30600 characters',
    ],
    ['itself', "{% render 'customers' %}", ''],
    ['a template that is too long', 'x'.repeat(20_001), 'limit'],
  ])('with %s is not used, and it is said why', (_what, text, why) => {
    const { markdown, problem } = own(text);
    expect(markdown).toBe(usual);
    expect(problem).toMatch(
      /^The template customers\.liquid of the project could not be used \(.+\); the usual one was\.$/s,
    );
    expect(problem).toContain(why);
  });

  it('sees no more than the view: neither prototypes nor functions', () => {
    expect(own('{{ constructor }}{{ features.constructor }}{{ version.constructor.name }}.').markdown).toBe('.\n');
  });
});
