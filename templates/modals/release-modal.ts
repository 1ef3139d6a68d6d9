import type { View } from '#domain/drawing.ts';
import type { ReleaseModalData } from '#domain/modal-data.ts';
import type { Block } from '../blocks/block.ts';
import { selectInput, severalInput, textInput } from '../blocks/inputs.ts';
import { longestOption, option } from '../blocks/option.ts';
import { bullets, paragraph, richText } from '../blocks/rich-text.ts';
import { actionIds, callbackIds, inputIds } from '../ids.ts';
import { recommendationPhrase } from '../release/recommendation-phrase.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { modal } from './modal.ts';
import { modalMetadata } from './modal-metadata.ts';
import { suggestionParts } from './suggestion-parts.ts';

type At = { readonly externalId: string; readonly channel?: string | null };

/** The `/release` form: the suggested version with the commits behind it, and everything that may be chosen, all of it preselected. */
export function releaseModal(data: ReleaseModalData, at: At): View {
  const of = data.unit === null ? data.project : `${data.project}_${data.unit}`;
  return modal({
    title: 'Release',
    submit: 'Make the plan',
    close: 'Not now',
    callbackId: callbackIds.release,
    externalId: at.externalId,
    metadata: modalMetadata({ project: data.project, channel: at.channel ?? null }),
    blocks: [
      ...projectInput(data),
      ...unitInput(data),
      richText(...suggestionParts(data)),
      textInput({
        id: inputIds.version,
        of,
        label: 'Version',
        initial: data.suggested ?? '',
        placeholder: '1.5.0',
        hint: 'Three numbers by SemVer 2.0.0, greater than the last release.',
        most: 128,
      }),
      ...choice(inputIds.services, 'Services', data.services, of),
      ...choice(inputIds.environments, 'Environments, in order', data.environments, data.project),
      ...recommendedParts(data),
      strategyInput(data),
      textInput({
        id: inputIds.breakingReason,
        label: 'Reason to allow a breaking change',
        hint: 'Only when the version promises none. It needs a role that may override, and stays marked on the release for ever.',
        isOptional: true,
        isLong: true,
        most: 1_000,
      }),
    ],
  });
}

/** The same modal while the repository is read: opened at once, filled afterwards. */
export function releaseModalLoading(at: At & { readonly project?: string | null }): View {
  const project = at.project ?? null;
  return modal({
    title: 'Release',
    callbackId: callbackIds.release,
    externalId: at.externalId,
    ...(project === null ? {} : { metadata: modalMetadata({ project, channel: at.channel ?? null }) }),
    blocks: [
      richText(paragraph(say`Reading the commits of ${project ?? 'the repository'} to suggest the next version.`)),
    ],
  });
}

function projectInput(data: ReleaseModalData): readonly Block[] {
  if (data.projects.length < 2) return [];
  return [
    selectInput({
      id: inputIds.project,
      label: 'Project',
      options: data.projects.map((name) => option(name)),
      initial: data.project,
      dispatches: actionIds.releaseProject,
    }),
  ];
}

/** Where services have versions of their own, a release is of one of them. */
function unitInput({ unit, units }: ReleaseModalData): readonly Block[] {
  if (units.length < 2) return [];
  return [
    selectInput({
      id: inputIds.unit,
      label: 'What is released',
      options: units.map(({ name, service }) => option(service, name)),
      initial: units.find(({ name }) => name === unit)?.service ?? null,
      dispatches: actionIds.releaseProject,
    }),
  ];
}

function choice(id: string, label: string, names: readonly string[], of: string): readonly Block[] {
  if (names.length === 0) return [];
  if (names.length > 100)
    return [
      richText(paragraph(say`All ${names.length} ${label.toLowerCase()} are taken. To choose: /release --${id}.`)),
    ];
  return [severalInput({ id, label, of, options: names.map((name) => option(name)), chosen: names })];
}

/** Services with the same recommendation are named together. */
function recommendedParts({ recommended = [] }: ReleaseModalData): readonly Block[] {
  const groups = new Map<string, { readonly services: string[]; readonly phrase: Phrase }>();
  for (const { service, recommendation } of recommended) {
    const key = JSON.stringify(recommendation);
    const group = groups.get(key) ?? { services: [], phrase: recommendationPhrase(recommendation) };
    group.services.push(service);
    groups.set(key, group);
  }
  const lines = [...groups.values()].map(({ services, phrase }) => say`${listed(services, 6)}: ${phrase}`);
  return lines.length === 0 ? [] : [richText(paragraph(say`Recommended strategy`), ...bullets(lines.slice(0, 5)))];
}

function strategyInput(data: ReleaseModalData): Block {
  const known = data.strategies.filter(({ name }) => name.length <= longestOption);
  return selectInput({
    id: inputIds.strategy,
    label: 'Strategy',
    options: known.map(({ name, summary }) => option(name, name, summary)),
    placeholder: 'As configured for each environment',
    isOptional: true,
  });
}
