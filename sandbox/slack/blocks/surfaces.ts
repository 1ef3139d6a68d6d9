import type { JsonObject } from '../json-object.ts';
import { elementsOf } from '../workspace/block-ids.ts';
import type { Problem } from './check.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

/** How many blocks each surface holds. */
export const blockLimit: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

const messageOnly: ReadonlySet<unknown> = new Set(['markdown', 'table', 'context_actions']);
const modalOnly: ReadonlySet<unknown> = new Set(['file_input']);
const notInMessages: ReadonlySet<unknown> = new Set(['number_input', 'email_text_input', 'url_text_input']);

/** Complains of blocks and elements that Slack does not show on this surface. */
export function misplaced(blocks: readonly JsonObject[], at: string, surface: Surface): readonly Problem[] {
  return blocks.flatMap((block, index) => [
    ...(messageOnly.has(block.type) && surface !== 'message'
      ? [{ pointer: `${at}/${index}/type`, message: `unsupported type: ${String(block.type)}` }]
      : []),
    ...elementsOf(block).flatMap((element) => misplacedElement(element, `${at}/${index}`, surface)),
  ]);
}

function misplacedElement(element: JsonObject, at: string, surface: Surface): readonly Problem[] {
  const refused =
    (modalOnly.has(element.type) && surface !== 'modal') || (notInMessages.has(element.type) && surface === 'message');
  const type = String(element.type);
  const problems = refused ? [{ pointer: `${at}/element/type`, message: `unsupported type: ${type}` }] : [];
  const urlAsked = element.response_url_enabled === true && surface !== 'modal';
  return urlAsked
    ? [...problems, { pointer: `${at}/element`, message: '`response_url_enabled` can only be used in modals' }]
    : problems;
}
