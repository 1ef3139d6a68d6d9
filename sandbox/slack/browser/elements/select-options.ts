import type { BlockElement, Option } from '../block-types.ts';
import type { Page } from '../page-context.ts';
import { channelTitle } from '../state/conversation.ts';

/** One choice as the page offers it; `pick` is what Slack's state holds for it. */
export type Choice = {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly group: string | null;
  readonly pick: Option | string;
};

/** The choices of any select: the app's options, or the workspace's people or conversations. */
export function choicesOf(element: BlockElement, page: Pick<Page, 'picture' | 'place'>): readonly Choice[] {
  const { picture, place } = page;
  if (element.type.endsWith('users_select')) {
    return picture.people.map((one) => choice(one.id, one.realName || one.name, one.title));
  }
  if (element.type.endsWith('conversations_select') || element.type.endsWith('channels_select')) {
    return picture.channels
      .filter((one) => !one.isArchived && (one.kind === 'channel' || one.members.includes(place.person)))
      .filter((one) => one.kind === 'channel' || element.type.endsWith('conversations_select'))
      .map((one) =>
        choice(one.id, `${one.kind === 'channel' ? '#' : ''}${channelTitle(picture, one, place.person)}`, ''),
      );
  }
  const loose = (element.options ?? []).map((option) => optionChoice(option, null));
  const grouped = (element.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => optionChoice(option, group.label.text)),
  );
  return [...loose, ...grouped];
}

/** The key of what a state holds: the value of an option, or an id. */
export function pickKey(pick: unknown): string {
  if (typeof pick === 'string') return pick;
  return typeof pick === 'object' && pick !== null && 'value' in pick ? String(pick.value) : '';
}

function choice(id: string, label: string, detail: string): Choice {
  return { key: id, label, detail, group: null, pick: id };
}

function optionChoice(option: Option, group: string | null): Choice {
  const detail = option.description?.text ?? '';
  return { key: option.value ?? option.text.text, label: option.text.text, detail, group, pick: option };
}
