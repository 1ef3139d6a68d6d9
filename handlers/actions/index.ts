import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { moveKinds } from '#domain/moves/move.ts';
import { actionIds, moveActionIds } from '#templates/ids.ts';
import type { HandlerPorts } from '../handler-ports.ts';
import { handleEditNotes, handleNotesAudience } from './edit-notes.ts';
import { handleReleaseProject, handleRollbackScope } from './form-choice.ts';
import { handleHomeRelease, handleHomeRollback } from './home.ts';
import { handleLink } from './link.ts';
import { handleMove } from './move.ts';
import { handleRollbackAsPlanned } from './rollback-as-planned.ts';
import { handleWhy } from './why.ts';

/** Every button and every choice that is heard of at once. A new one is an id in templates/ids.ts, a file here and a line below. */
export function registerActions(app: Pick<App, 'action'>, ports: HandlerPorts): void {
  for (const move of moveKinds) app.action<BlockAction<ButtonAction>>(moveActionIds[move], handleMove(move, ports));
  app.action<BlockAction<ButtonAction>>(actionIds.why, handleWhy(ports));
  app.action<BlockAction<ButtonAction>>(actionIds.editNotes, handleEditNotes(ports));
  app.action<BlockAction<ButtonAction>>(actionIds.openRelease, handleHomeRelease(ports));
  app.action<BlockAction<ButtonAction>>(actionIds.openRollback, handleHomeRollback(ports));
  app.action<BlockAction<ButtonAction>>(actionIds.rollbackAsPlanned, handleRollbackAsPlanned(ports));
  app.action<BlockAction<ButtonAction>>(actionIds.link, handleLink);
  app.action<BlockAction>(actionIds.releaseProject, handleReleaseProject(ports));
  app.action<BlockAction>(actionIds.rollbackScope, handleRollbackScope(ports));
  app.action<BlockAction>(actionIds.notesAudience, handleNotesAudience(ports));
}
