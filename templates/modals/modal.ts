import type { View } from '#domain/drawing.ts';
import type { Block } from '../blocks/block.ts';
import { plainText } from '../blocks/text-object.ts';

/** A modal: title, submit and close of at most 24 characters, at most 100 blocks. Without `submit` it can only be closed. */
export function modal(options: {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly close?: string;
  readonly submit?: string;
  readonly callbackId?: string;
  readonly externalId?: string;
  readonly metadata?: string;
}): View {
  const { title, blocks, close = 'Close', submit, callbackId, externalId, metadata } = options;
  return {
    type: 'modal',
    title: plainText(title, 24),
    close: plainText(close, 24),
    ...(submit === undefined ? {} : { submit: plainText(submit, 24) }),
    ...(callbackId === undefined ? {} : { callback_id: callbackId }),
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(metadata === undefined ? {} : { private_metadata: metadata }),
    blocks: blocks.slice(0, 100),
  };
}
