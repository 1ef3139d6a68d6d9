import type { Message } from '../../client-api.ts';

/** The files of a message as links with their sizes. */
export function FileList({ files }: { readonly files: NonNullable<Message['files']> }) {
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={file.url} target="_blank" rel="noopener noreferrer">
            {file.name}
          </a>
          <span className="quiet"> {sizeText(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
