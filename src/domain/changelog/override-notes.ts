/** The ref of the git notes that correct entries after the merge. */
export const overrideNotesRef = 'refs/notes/fairlead';
