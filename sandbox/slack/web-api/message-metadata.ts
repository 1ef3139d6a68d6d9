import { isJsonObject, type JsonObject } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import type { CallArguments } from './call-arguments.ts';

const sizeLimit = 8_000;

/** The metadata of a message, or undefined if none is given. The payload is flat: scalars, objects and lists of scalars. */
export function readMetadata(args: CallArguments): JsonObject | undefined {
  const metadata = args.json('metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isJsonObject(metadata)) throw new SlackRefusal('invalid_metadata_format');
  const { event_type: type, event_payload: payload, ...others } = metadata;
  const known = Object.keys(others).every((field) => field === 'entities');
  if (typeof type !== 'string' || type === '' || type.length > 255 || !known) {
    throw new SlackRefusal('invalid_metadata_schema');
  }
  if (!isJsonObject(payload) || !Object.values(payload).every(isFlat)) {
    throw new SlackRefusal('invalid_metadata_schema');
  }
  if (JSON.stringify(metadata).length > sizeLimit) throw new SlackRefusal('metadata_too_large');
  return metadata;
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => isScalar(entry) || isFlatObject(entry));
  return isScalar(value) || isFlatObject(value);
}

function isFlatObject(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every(isScalar);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
