/** A message that is a file: an image to be seen, anything else to be saved. */
import { make } from './dom.js';

/** @param {{path: string, name: string, image: boolean}} file one of this server's */
export function fileElement({ path, name, image }) {
  const link = make('a', { href: path, target: '_blank', rel: 'noopener noreferrer', class: 'file' }, name);
  if (image) {
    const picture = make('img', { src: path, alt: name, loading: 'lazy', class: 'picture' });
    // what cannot be shown can still be saved
    picture.addEventListener('error', () => link.replaceChildren(name));
    link.replaceChildren(picture);
  }
  return link;
}
