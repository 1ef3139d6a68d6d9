/** What is wrong with one message or view by Slack's published limits: a line for each, empty when all is well. Written apart from the sandbox's own. */
export function checkMessage(message: {
  readonly text: string;
  readonly blocks: readonly unknown[];
}): readonly string[] {
  const size = 100 * message.blocks.length + textSize(message.blocks);
  return [
    ...(message.text.trim() === '' ? ['the message has no text'] : []),
    ...(message.text.length > 3_900 ? [`text has ${message.text.length} characters`] : []),
    ...(size > 13_000 ? [`the blocks weigh ${size}`] : []),
    ...checkBlocks(message.blocks, 50, false),
  ];
}

/** The same for a modal or an App Home. */
export function checkView(view: Readonly<Record<string, unknown>>): readonly string[] {
  const blocks = listOf(view.blocks);
  const isModal = view.type === 'modal';
  const hasInput = blocks.some((block) => objectOf(block).type === 'input');
  return [
    ...(isModal ? within(objectOf(view.title).text, 1, 24, 'title') : []),
    ...(view.submit === undefined ? [] : within(objectOf(view.submit).text, 1, 24, 'submit')),
    ...(view.close === undefined ? [] : within(objectOf(view.close).text, 1, 24, 'close')),
    ...(isModal && hasInput && view.submit === undefined ? ['inputs without submit'] : []),
    ...(String(view.private_metadata ?? '').length > 3_000 ? ['private_metadata is too long'] : []),
    ...(JSON.stringify(view).length > 250_000 ? ['the view is too large'] : []),
    ...checkBlocks(blocks, 100, true),
  ];
}

type Json = Readonly<Record<string, unknown>>;

function checkBlocks(blocks: readonly unknown[], most: number, isView: boolean): readonly string[] {
  return [
    ...(blocks.length < 1 || blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...twice(blocks.map((block) => objectOf(block).block_id).filter((id) => id !== undefined)),
    ...blocks.flatMap((block, index) =>
      checkBlock(objectOf(block), isView).map((problem) => `block ${index}: ${problem}`),
    ),
  ];
}

function checkBlock(block: Json, isView: boolean): readonly string[] {
  switch (block.type) {
    case 'header':
      return [
        ...within(objectOf(block.text).text, 1, 150, 'header'),
        ...(objectOf(block.text).type === 'plain_text' ? [] : ['header is not plain']),
      ];
    case 'divider':
      return [];
    case 'image':
      return [...within(block.alt_text, 1, 2_000, 'alt text'), ...within(block.image_url, 1, 3_000, 'an image')];
    case 'context':
      return listOf(block.elements).flatMap((element) => within(objectOf(element).text, 1, 2_000, 'context'));
    case 'rich_text':
      return listOf(block.elements).length < 1 ? ['empty rich text'] : listOf(block.elements).flatMap(checkRich);
    case 'table':
      return isView ? ['a table in a view'] : checkTable(block);
    case 'actions':
      return checkActions(listOf(block.elements));
    case 'input':
      return isView ? checkInput(block) : ['an input in a message'];
    default:
      return [`unknown type ${String(block.type)}`];
  }
}

function checkRich(part: unknown): readonly string[] {
  const { type, elements } = objectOf(part);
  if (type === 'rich_text_list') {
    const items = listOf(elements);
    return items.length < 1 || items.length > 1_000 ? [`${items.length} items`] : items.flatMap(checkRich);
  }
  if (!['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(String(type)))
    return [`unknown part ${String(type)}`];
  const inline = listOf(elements).map(objectOf);
  return inline.flatMap((one) => {
    if (one.type === 'text') return within(one.text, 1, 12_000, 'a text part');
    if (one.type === 'link')
      return /^https?:\/\/[^\s<>|]{1,2000}$/.test(String(one.url))
        ? within(one.text, 1, 12_000, 'a link')
        : ['a link that leads nowhere'];
    if (one.type === 'user') return /^[UW][A-Z0-9_]+$/.test(String(one.user_id)) ? [] : ['a user that is none'];
    if (one.type === 'channel')
      return /^[CGD][A-Z0-9_]+$/.test(String(one.channel_id)) ? [] : ['a channel that is none'];
    if (one.type === 'date')
      return Number.isSafeInteger(one.timestamp) && one.format !== '' && one.fallback !== ''
        ? []
        : ['a date that is none'];
    return [`unknown inline ${String(one.type)}`];
  });
}

function checkTable(block: Json): readonly string[] {
  const rows = listOf(block.rows).map(listOf);
  const characters = rows.flat().reduce((sum: number, cell) => sum + String(objectOf(cell).text).length, 0);
  const widths = new Set(rows.map((row) => row.length));
  return [
    ...(rows.length < 1 || rows.length > 100 ? [`${rows.length} rows`] : []),
    ...(widths.size === 1 && Math.max(...widths) <= 20 ? [] : ['rows of different or too great width']),
    ...(characters > 10_000 ? [`a table of ${characters} characters`] : []),
    ...rows.flat().flatMap((cell) => within(objectOf(cell).text, 1, 10_000, 'a cell')),
  ];
}

function checkActions(elements: readonly unknown[]): readonly string[] {
  const all = elements.map(objectOf);
  return [
    ...(all.length < 1 || all.length > 25 ? [`${all.length} elements in one row`] : []),
    ...twice(all.map((element) => element.action_id)),
    ...all.flatMap(checkElement),
  ];
}

function checkInput(block: Json): readonly string[] {
  return [
    ...within(objectOf(block.label).text, 1, 2_000, 'a label'),
    ...(block.hint === undefined ? [] : within(objectOf(block.hint).text, 1, 2_000, 'a hint')),
    ...checkElement(objectOf(block.element)),
  ];
}

function checkElement(element: Json): readonly string[] {
  const id = within(element.action_id, 1, 255, 'an action_id');
  if (element.type === 'button') {
    const confirm = element.confirm === undefined ? null : objectOf(element.confirm);
    return [
      ...id,
      ...within(objectOf(element.text).text, 1, 75, 'a button'),
      ...within(element.value, 1, 2_000, 'a value'),
      ...(confirm === null ? [] : checkConfirm(confirm)),
    ];
  }
  if (element.type === 'plain_text_input') {
    const most = Number(element.max_length ?? 3_000);
    return [
      ...id,
      ...(most > 3_000 ? ['max_length is too great'] : []),
      ...within(element.initial_value ?? '', 0, most, 'an initial value'),
    ];
  }
  const options = listOf(element.options);
  const most = element.type === 'checkboxes' ? 10 : 100;
  const values = options.map((option) => objectOf(option).value);
  const initial = [
    ...listOf(element.initial_options),
    ...(element.initial_option === undefined ? [] : [element.initial_option]),
  ];
  return [
    ...id,
    ...(options.length < 1 || options.length > most ? [`${options.length} options`] : []),
    ...(element.initial_options !== undefined && initial.length < 1 ? ['no initial option in a list of them'] : []),
    ...twice(values),
    ...initial
      .filter((one) => !options.some((option) => JSON.stringify(option) === JSON.stringify(one)))
      .map(() => 'an initial option that is not offered'),
    ...options.flatMap((option) => [
      ...within(objectOf(objectOf(option).text).text, 1, 75, 'an option'),
      ...within(objectOf(option).value, 1, 75, 'an option value'),
      ...(objectOf(option).description === undefined
        ? []
        : within(objectOf(objectOf(option).description).text, 1, 75, 'a description')),
    ]),
  ];
}

function checkConfirm(confirm: Json): readonly string[] {
  return [
    ...within(objectOf(confirm.title).text, 1, 100, 'a confirm title'),
    ...within(objectOf(confirm.text).text, 1, 300, 'a confirm text'),
    ...within(objectOf(confirm.confirm).text, 1, 30, 'a confirm button'),
    ...within(objectOf(confirm.deny).text, 1, 30, 'a deny button'),
  ];
}

function within(text: unknown, least: number, most: number, what: string): readonly string[] {
  if (typeof text !== 'string') return [`${what} is no text`];
  return text.length < least || text.length > most ? [`${what} has ${text.length} characters`] : [];
}

function twice(ids: readonly unknown[]): readonly string[] {
  return ids.length === new Set(ids).size ? [] : [`an id twice: ${ids.join(', ')}`];
}

function textSize(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textSize(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'text' && typeof one === 'string' ? one.length : textSize(one)),
    0,
  );
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
