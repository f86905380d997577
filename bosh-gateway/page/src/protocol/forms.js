/** Data forms (XEP-0004). */
import { NS, attribute, child, childText, children } from './xml.js';

/**
 * @typedef {object} FormField
 * @property {string} name
 * @property {string} type
 * @property {string} label
 * @property {string[]} values
 * @property {boolean} required
 * @property {Array<{label: string, value: string}>} options what may be chosen
 */

/**
 * The form that is a child of an element.
 *
 * @returns {{formType: string, instructions: string, fields: FormField[]}|null}
 */
export function readForm(parent) {
  const form = child(parent, NS.forms, 'x');
  if (form === null) {
    return null;
  }
  const fields = named(form, 'field').map(readField);
  return {
    formType: fields.find((it) => it.name === 'FORM_TYPE')?.values[0] ?? '',
    instructions: named(form, 'instructions').map((it) => it.textContent.trim()).join('\n'),
    fields: fields.filter((it) => it.name !== '' && it.type !== 'hidden'),
  };
}

const named = (parent, name) => children(parent).filter((it) => it.localName === name && it.namespaceURI === NS.forms);

const valuesOf = (field) => named(field, 'value').map((it) => it.textContent);

function readField(field) {
  return {
    name: attribute(field, 'var'),
    type: attribute(field, 'type') || 'text-single',
    label: attribute(field, 'label'),
    values: valuesOf(field),
    required: named(field, 'required').length > 0,
    options: named(field, 'option').map((it) => {
      const value = childText(it, NS.forms, 'value');
      return { label: attribute(it, 'label') || value, value };
    }),
  };
}

/** Whether a boolean field is set (§3.3). */
export const isSet = (values) => ['1', 'true'].includes(values[0]);

/**
 * Adds a submitted form to what is being built.
 *
 * @param {import('strophe.js').Builder} builder
 * @param {string} formType
 * @param {Array<{name: string, values: string[]}>} fields
 */
export function addSubmission(builder, formType, fields) {
  builder.c('x', { xmlns: NS.forms, type: 'submit' });
  builder.c('field', { var: 'FORM_TYPE', type: 'hidden' }).c('value', {}, formType).up();
  for (const { name, values } of fields) {
    builder.c('field', { var: name });
    values.forEach((value) => builder.c('value', {}, value));
    builder.up();
  }
  return builder.up();
}
