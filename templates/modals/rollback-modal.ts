import type { View } from '#domain/drawing.ts';
import type { RollbackModalData } from '#domain/modal-data.ts';
import type { Block } from '../blocks/block.ts';
import { selectInput, severalInput, textInput, withoutSubmit } from '../blocks/inputs.ts';
import { longestOption, option } from '../blocks/option.ts';
import { paragraph, richText } from '../blocks/rich-text.ts';
import { actionIds, callbackIds, inputIds } from '../ids.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { modal } from './modal.ts';
import { modalMetadata } from './modal-metadata.ts';
import { takenAwayParts } from './taken-away-parts.ts';

type At = { readonly externalId: string; readonly channel?: string | null };

/** The `/rollback` form: what runs where, where it can go, and what that takes away. Each choice draws it again. */
export function rollbackModal(data: RollbackModalData, at: At): View {
  const targets = data.targets.filter((version) => version.length <= longestOption);
  const canSubmit = targets.length > 0 || data.inFlight !== null;
  return modal({
    title: 'Roll back',
    ...(canSubmit ? { submit: 'Roll back' } : {}),
    close: 'Not now',
    callbackId: callbackIds.rollback,
    externalId: at.externalId,
    metadata: modalMetadata({ project: data.project, channel: at.channel ?? null }),
    blocks: [
      ...inFlightBlocks(data, targets),
      ...scopeInputs(data, canSubmit),
      ...targetBlocks(data, targets),
      ...(canSubmit ? [richText(...takenAwayParts(data)), reasonInput()] : []),
    ],
  });
}

/** The same modal while it is found out what runs: opened at once, filled afterwards. */
export function rollbackModalLoading(at: At & { readonly project?: string | null }): View {
  const project = at.project ?? null;
  return modal({
    title: 'Roll back',
    close: 'Not now',
    callbackId: callbackIds.rollback,
    externalId: at.externalId,
    ...(project === null ? {} : { metadata: modalMetadata({ project, channel: at.channel ?? null }) }),
    blocks: [richText(paragraph(say`Finding out what runs, and what a rollback takes away.`))],
  });
}

function inFlightBlocks(data: RollbackModalData, targets: readonly string[]): readonly Block[] {
  if (data.inFlight === null) return [];
  const version = plain(data.inFlight.version, 60);
  return [
    richText(
      paragraph(
        say`${strong(`${version} is being released now.`)} ${targets.length === 0 ? 'Rolling back takes that release back as a whole.' : 'Leave the version empty to take that release back as a whole.'}`,
      ),
    ),
  ];
}

function scopeInputs(data: RollbackModalData, canSubmit: boolean): readonly Block[] {
  const show = canSubmit ? (block: Block): Block => block : withoutSubmit;
  const running = data.services.map(({ name, version }) => option(name, name, runs(version)));
  const environments = data.environments.map((name) => option(name));
  if (environments.length === 0) return [];
  const inputs = [
    selectInput({
      id: inputIds.environment,
      label: 'Environment',
      options: environments,
      initial: data.environment,
      dispatches: actionIds.rollbackScope,
    }),
    ...(running.length === 0
      ? []
      : [
          severalInput({
            id: inputIds.services,
            label: 'Services, with what runs now',
            options: running,
            chosen: data.chosen,
            dispatches: actionIds.rollbackScope,
          }),
        ]),
  ];
  return inputs.map(show);
}

function runs(version: string | null): string {
  return version === null ? 'nothing known to run' : `runs ${plain(version, 60)}`;
}

function targetBlocks(data: RollbackModalData, targets: readonly string[]): readonly Block[] {
  if (targets.length === 0 && data.inFlight !== null) return [];
  if (targets.length === 0)
    return [
      richText(
        paragraph(
          say`${strong('There is no earlier version to go back to')} that is known to have run for all of these in ${data.environment}. Choose fewer services or another environment.`,
        ),
      ),
    ];
  return [
    selectInput({
      id: inputIds.target,
      label: 'Go back to',
      options: targets.map((version) => option(version)),
      // With a release in flight the empty choice means that one, so nothing is chosen beforehand.
      initial: data.inFlight === null ? data.target : null,
      placeholder: 'A version that has run here',
      hint: 'Only versions that are known to have run here, newest first.',
      isOptional: data.inFlight !== null,
      dispatches: actionIds.rollbackScope,
    }),
  ];
}

function reasonInput(): Block {
  return textInput({
    id: inputIds.reason,
    label: 'Reason',
    hint: 'Everybody in the thread reads it.',
    isLong: true,
    most: 1_000,
  });
}
