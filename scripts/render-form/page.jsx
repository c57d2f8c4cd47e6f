// The form of spec.json in the way in which Airbyte lays it out: a card for each group, required
// and always shown fields first, the others folded away, patterns told in words.
import Form from '@rjsf/core'
import { customizeValidator } from '@rjsf/validator-ajv8'
import { useEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import spec from '../../spec.json'

const form = spec.connectionSpecification
const validator = customizeValidator({
  ajvOptionsOverrides: { strict: false },
  customFormats: { 'date-time': /^$|^\d{4}-\d{2}-\d{2}/ },
})

/** Airbyte's order within a card: what is always shown, then by `order`. */
function isShown(name) {
  return form.required.includes(name) || form.properties[name].always_show === true
}

function inOrder(one, other) {
  return (
    Number(isShown(other.name)) - Number(isShown(one.name)) ||
    form.properties[one.name].order - form.properties[other.name].order
  )
}

function Cards({ properties, formContext, registry }) {
  const { open } = formContext ?? registry.formContext
  return form.groups.map(({ id, title }) => {
    const fields = properties
      .filter(({ name }) => form.properties[name]?.group === id)
      .filter(({ name }) => form.properties[name].airbyte_hidden !== true)
      .sort(inOrder)
    const shown = fields.filter(({ name }) => isShown(name))
    const folded = fields.filter(({ name }) => !isShown(name))
    const contents = folded.map(({ content }) => content)
    return (
      <section key={id}>
        {shown.length > 0 && <h2>{title}</h2>}
        {shown.map(({ content }) => content)}
        {folded.length > 0 && (
          <details open={open}>
            <summary>{shown.length > 0 ? 'Optional fields' : title}</summary>
            {contents}
          </details>
        )}
      </section>
    )
  })
}

function Field({ id, schema, required, children, rawErrors, formContext, registry, label }) {
  if (schema.type === 'object') return children
  const { open } = formContext ?? registry.formContext
  const wrong = rawErrors?.[0]
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {schema.title ?? label} {!required && <small>Optional</small>}
        {schema.pattern_descriptor && <em>{schema.pattern_descriptor}</em>}
      </label>
      {open && <p dangerouslySetInnerHTML={{ __html: schema.description }} />}
      {open && schema.examples && <p>For example: {schema.examples.join(', ')}</p>}
      {children}
      {wrong && <strong>{wrong}</strong>}
    </div>
  )
}

function Input({ id, schema, value, onChange }) {
  const secret = schema.airbyte_secret === true
  const number = schema.type === 'integer'
  const change = ({ target }) => onChange(target.value === '' ? undefined : target.value)
  return (
    <span className={schema.format === 'date-time' ? 'date' : ''}>
      <input
        id={id}
        type={secret ? 'password' : number ? 'number' : 'text'}
        placeholder={number ? String(schema.default) : undefined}
        value={value ?? ''}
        onChange={change}
      />
    </span>
  )
}

const WORDS = {
  pattern: ({ descriptor }) => `The value must match the pattern ${descriptor}`,
  required: () => 'Required',
  minimum: ({ params }) => `The value must be ${params.limit} or more`,
  maximum: ({ params }) => `The value must be ${params.limit} or less`,
}

/** The errors in Airbyte's words. */
function inWords(errors) {
  return errors.map((error) => {
    const descriptor = form.properties[error.property?.slice(1)]?.pattern_descriptor
    return { ...error, message: WORDS[error.name]?.({ ...error, descriptor }) ?? error.message }
  })
}

function Column({ title, open, formData }) {
  const ref = useRef(null)
  useEffect(() => {
    if (open) ref.current.validateForm()
  }, [open])
  return (
    <main>
      <h1>{title}</h1>
      <Form
        schema={form}
        validator={validator}
        formData={formData}
        formContext={{ open }}
        ref={ref}
        showErrorList={false}
        transformErrors={inWords}
        idPrefix={open ? 'open' : 'first'}
        widgets={{ TextWidget: Input, DateTimeWidget: Input, UpDownWidget: Input }}
        templates={{ ObjectFieldTemplate: Cards, FieldTemplate: Field }}
        uiSchema={{ 'ui:submitButtonOptions': { norender: true } }}
      />
    </main>
  )
}

const wrong = {
  environment: 'production',
  lender: 'acme finance',
  email: 'exports@acme-finance.example',
  password: 'a-password',
  start_date: '2024-01-01T00:00:00Z',
  end_date: '1 January 2025',
  concurrency: 64,
}

createRoot(document.getElementById('root')).render(
  <>
    <Column title="As it opens" open={false} formData={{}} />
    <Column
      title="Unfolded, with the help texts that Airbyte shows on hovering, and three mistakes"
      open
      formData={wrong}
    />
  </>,
)
