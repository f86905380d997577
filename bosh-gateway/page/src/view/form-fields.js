/** The fields of a data form (XEP-0004 §3.3), drawn and read back. */
import { isSet } from '../protocol/forms.js';
import { make } from './dom.js';

const LINES = ['text-multi', 'jid-multi'];

/**
 * A field with its label.
 *
 * @param {import('../protocol/forms.js').FormField} field
 * @param {string} id of the element in which it is filled in
 */
export function drawField(field, id, label = field.label || field.name) {
  if (field.type === 'fixed') {
    return make('p', { class: 'quiet' }, field.values.join('\n'));
  }
  if (field.type === 'boolean') {
    const box = make('input', { type: 'checkbox', id });
    box.checked = isSet(field.values);
    return make('label', { class: 'check' }, box, ` ${label}`);
  }
  const input = inputOf(field, id);
  input.required = field.required;
  return make('div', { class: 'field' }, make('label', { for: id }, label), input);
}

function inputOf({ type, values, options }, id) {
  if (type === 'list-single' || type === 'list-multi') {
    const chosen = (value) => (values.includes(value) ? { selected: '' } : {});
    const choices = options.map(({ label, value }) => make('option', { value, ...chosen(value) }, label));
    return make('select', { id, ...(type === 'list-multi' ? { multiple: '' } : {}) }, ...choices);
  }
  const lines = LINES.includes(type);
  const kind = type === 'text-private' ? { type: 'password' } : {};
  const input = lines
    ? make('textarea', { id, rows: '3', maxlength: '5000' })
    : make('input', { id, autocomplete: 'off', maxlength: '1000', ...kind });
  input.value = values.join('\n');
  return input;
}

/** What is filled in, as the values of the field. */
export function valuesOf({ type }, input) {
  if (type === 'boolean') {
    return [input.checked ? '1' : '0'];
  }
  if (type === 'list-multi') {
    return Array.from(input.selectedOptions, (it) => it.value);
  }
  return LINES.includes(type) ? input.value.split('\n').filter((it) => it !== '') : [input.value.trim()];
}
