type Json = Readonly<Record<string, unknown>>;

/** Blocks as a person reads them, a line for each line: `# header`, `- item`, `> quote`, `| cells |`, `[button]` (`*` primary, `!` danger, `?` asks first). */
export function readBlocks(blocks: readonly unknown[]): string {
  return blocks.flatMap((block) => readBlock(objectOf(block))).join('\n');
}

/** The buttons of all blocks, in order. */
export function buttonsOf(blocks: readonly unknown[]): readonly Json[] {
  return blocks
    .map(objectOf)
    .flatMap((block) => (block.type === 'actions' ? listOf(block.elements).map(objectOf) : []));
}

function readBlock(block: Json): readonly string[] {
  switch (block.type) {
    case 'header':
      return [`# ${textOf(block.text)}`];
    case 'divider':
      return ['---'];
    case 'context':
      return listOf(block.elements).map((element) => `(${textOf(element)})`);
    case 'rich_text':
      return listOf(block.elements).flatMap((part) => readRich(objectOf(part)));
    case 'table':
      return listOf(block.rows).map((row) => `| ${listOf(row).map(textOf).join(' | ')} |`);
    case 'actions':
      return [
        listOf(block.elements)
          .map((element) => readElement(objectOf(element)))
          .join(' '),
      ];
    case 'input':
      return [
        `${textOf(block.label)}${block.optional === true ? ' (optional)' : ''}: ${readElement(objectOf(block.element))}`,
      ];
    default:
      return [`unknown ${String(block.type)}`];
  }
}

function readRich(part: Json): readonly string[] {
  const inline = (): string =>
    listOf(part.elements)
      .map((one) => readInline(objectOf(one)))
      .join('');
  switch (part.type) {
    case 'rich_text_list':
      return listOf(part.elements).map((item) => `- ${readRich(objectOf(item)).join('')}`);
    case 'rich_text_quote':
      return [`> ${inline()}`];
    case 'rich_text_preformatted':
      return inline()
        .split('\n')
        .map((line) => `    ${line}`.trimEnd());
    default:
      return inline().split('\n');
  }
}

function readInline(part: Json): string {
  if (part.type === 'user') return `@${String(part.user_id)}`;
  if (part.type === 'channel') return `#${String(part.channel_id)}`;
  return part.type === 'date' ? String(part.fallback) : String(part.text);
}

function readElement(element: Json): string {
  if (element.type === 'button') {
    const mark = element.style === 'primary' ? '*' : element.style === 'danger' ? '!' : '';
    return `[${mark}${textOf(element.text)}${element.confirm === undefined ? '' : '?'}]`;
  }
  const chosen = [
    ...listOf(element.initial_options),
    ...(element.initial_option === undefined ? [] : [element.initial_option]),
  ];
  if (element.options === undefined) return `<${String(element.initial_value ?? '')}>`;
  const isChosen = (option: unknown): boolean => chosen.some((one) => objectOf(one).value === objectOf(option).value);
  return listOf(element.options)
    .map((option) => `${isChosen(option) ? 'x' : 'o'} ${textOf(objectOf(option).text)}`)
    .join(', ');
}

function textOf(value: unknown): string {
  return String(objectOf(value).text);
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
