import { z } from 'zod';
import { Duration } from '#domain/duration.ts';
import type { ConfigPath } from './config-problem.ts';

/** The schema of the value at `path` of `data`, with its description, or null where the schema has no such place. */
export function schemaAt(schema: z.ZodType, path: ConfigPath, data: unknown): z.ZodType | null {
  const [part, ...rest] = path;
  if (part === undefined) return schema;
  const next = childSchema(bareSchema(schema, data), part);
  return next === null ? null : schemaAt(next, rest, valueAt(data, [part]));
}

/** What stands at `path` in parsed data; undefined where nothing does. */
export function valueAt(data: unknown, path: ConfigPath): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return data;
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, part)) return undefined;
  return valueAt((data as Record<PropertyKey, unknown>)[part], rest);
}

/** Takes off what does not change the shape people write: optional, default and transformation; picks a union's branch by the data. */
export function bareSchema(schema: unknown, data?: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return bareSchema(schema.unwrap(), data);
  }
  if (schema instanceof z.ZodPipe) return bareSchema(schema.in, data);
  if (schema instanceof z.ZodDiscriminatedUnion) return branchOf(schema, data);
  if (schema instanceof z.ZodUnion && typeof data === 'object' && data !== null) {
    return (schema.options.find((option) => option instanceof z.ZodObject) ?? schema) as z.ZodType;
  }
  return schema as z.ZodType;
}

/** Whether a place holds a duration: written `5m`, held as milliseconds. */
export function isDuration(schema: unknown): boolean {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? isDuration(schema.unwrap()) : schema instanceof z.ZodPipe && schema.in === Duration.in;
}

function branchOf(union: z.ZodDiscriminatedUnion, data: unknown): z.ZodType {
  const key = union.def.discriminator;
  const chosen = valueAt(data, [key]);
  const branch = union.options.find(
    (option) =>
      option instanceof z.ZodObject && (option.shape[key] as z.ZodType | undefined)?.safeParse(chosen).success,
  );
  return (branch ?? union) as z.ZodType;
}

function childSchema(schema: z.ZodType, part: PropertyKey): z.ZodType | null {
  if (schema instanceof z.ZodObject) return (schema.shape[String(part)] as z.ZodType | undefined) ?? null;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return null;
}
