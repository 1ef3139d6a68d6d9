import { errorLines } from '../blocks/problem-lines.ts';
import { validateView } from '../blocks/validate-view.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { invalidArguments, SlackRefusal } from '../refusal.ts';

const sizeLimit = 250_000;

/** Checks a view that is to be shown as a modal or a home: `invalid_arguments` with Slack's pointers if it is not one. */
export function readView(value: unknown, type: 'modal' | 'home'): JsonObject {
  if (!isJsonObject(value)) throw invalidArguments('missing required field: view [json-pointer:/view]');
  if (JSON.stringify(value).length > sizeLimit) throw new SlackRefusal('view_too_large');
  if (value.type !== type) throw invalidArguments(`unsupported type: ${String(value.type)} [json-pointer:/view/type]`);
  const problems = validateView(value, '/view');
  if (problems.length === 0) return value;
  throw new SlackRefusal('invalid_arguments', { response_metadata: { messages: errorLines(problems) } });
}
