import { byType, type Check, flag, list, number, oneOf, shape, text, url, whole } from './check.ts';
import { identifier } from './text-objects.ts';

const style: Check = shape({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag });
const mentionStyle: Check = shape(
  {},
  {
    bold: flag,
    italic: flag,
    strike: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
    code: flag,
    underline: flag,
  },
);
const id = text(1, 255);

const textPart: Check = shape({ type: oneOf('text'), text: text(1, 12_000) }, { style });
const linkPart: Check = shape({ type: oneOf('link'), url }, { text: text(1, 12_000), style, unsafe: flag });

const inline: Check = byType({
  text: textPart,
  link: linkPart,
  emoji: shape(
    { type: oneOf('emoji'), name: text(1, 255) },
    { unicode: text(1, 255), url, style, skin_tone: whole(1, 6) },
  ),
  user: shape({ type: oneOf('user'), user_id: id }, { style: mentionStyle }),
  usergroup: shape({ type: oneOf('usergroup'), usergroup_id: id }, { style: mentionStyle }),
  channel: shape({ type: oneOf('channel'), channel_id: id }, { style: mentionStyle }),
  team: shape({ type: oneOf('team'), team_id: id }, { style: mentionStyle }),
  broadcast: shape({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone') }, { style: mentionStyle }),
  color: shape({ type: oneOf('color'), value: text(4, 9) }, { style }),
  date: shape({ type: oneOf('date'), timestamp: number, format: text(1, 255) }, { url, fallback: text(1, 255), style }),
});

const border = whole(0, 1);
const section: Check = shape({ type: oneOf('rich_text_section'), elements: list(inline, 0, 1000) });

/** A `rich_text` block: sections, lists to indent 8, quotes and preformatted parts. */
export const richText: Check = shape(
  {
    type: oneOf('rich_text'),
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_list: shape(
          {
            type: oneOf('rich_text_list'),
            style: oneOf('bullet', 'ordered'),
            elements: list(byType({ rich_text_section: section }), 1, 1000),
          },
          { indent: whole(0, 8), offset: whole(0, 100_000), border },
        ),
        rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: list(inline, 0, 1000) }, { border }),
        rich_text_preformatted: shape(
          {
            type: oneOf('rich_text_preformatted'),
            elements: list(byType({ text: textPart, link: linkPart }), 0, 1000),
          },
          { border, language: text(1, 50) },
        ),
      }),
      1,
      1000,
    ),
  },
  { block_id: identifier },
);
