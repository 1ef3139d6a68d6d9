/** Whether a folder can be written to, made where it is missing; and the bytes free on its disk. */
export type FolderLook =
  | { readonly kind: 'writable'; readonly freeBytes: number }
  | { readonly kind: 'not_writable'; readonly why: string };

/** Tries the folder by writing a file and removing it. Never throws. */
export type InspectFolder = (folder: string) => Promise<FolderLook>;
