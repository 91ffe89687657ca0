/** One field of a console form: label, what went wrong, a hint; what was typed is never lost. */
import type { Child } from 'hono/jsx';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, string>>;
  readonly hint?: string;
  /** where a page has the same form more than once: what tells this one's ids from the others' */
  readonly suffix?: string | undefined;
}

const idOf = ({ name, suffix }: FieldProps): string => (suffix === undefined ? name : `${name}-${suffix}`);

function about(props: FieldProps): string | undefined {
  const { name, wrong, hint } = props;
  const id = idOf(props);
  const ids = [wrong[name] !== undefined && `${id}-bad`, hint !== undefined && `${id}-hint`];
  return ids.filter(Boolean).join(' ') || undefined;
}

function Frame(props: FieldProps & { readonly children: Child }) {
  const { label } = props;
  return (
    <div class="field">
      <label for={idOf(props)}>{label}</label>
      {props.children}
      <Notes {...props} />
    </div>
  );
}

function Notes(props: FieldProps) {
  const { name, wrong, hint } = props;
  const id = idOf(props);
  return (
    <>
      {wrong[name] !== undefined && (
        <p class="bad" id={`${id}-bad`}>
          {wrong[name]}
        </p>
      )}
      {hint !== undefined && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

const common = (props: FieldProps) =>
  ({
    id: idOf(props),
    name: props.name,
    'aria-describedby': about(props),
    'aria-invalid': props.wrong[props.name] === undefined ? undefined : 'true',
  }) as const;

export function Line(props: FieldProps & { readonly type?: 'text' | 'tel' | 'date'; readonly max?: string }) {
  return (
    <Frame {...props}>
      <input
        {...common(props)}
        dir="auto"
        type={props.type ?? 'text'}
        max={props.max}
        value={props.typed[props.name] ?? ''}
        autocomplete="off"
      />
    </Frame>
  );
}

export function Area(props: FieldProps & { readonly rows: number }) {
  return (
    <Frame {...props}>
      <textarea {...common(props)} dir="auto" rows={props.rows}>
        {props.typed[props.name] ?? ''}
      </textarea>
    </Frame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** `none`: what the empty choice is called. */
export function Pick(props: FieldProps & { readonly none: string; readonly options: readonly Option[] }) {
  const typed = props.typed[props.name] ?? '';
  return (
    <Frame {...props}>
      <select {...common(props)}>
        <option value="">{props.none}</option>
        {props.options.map((o) => (
          <option value={o.value} selected={o.value === typed}>
            {o.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function Radios(props: FieldProps & { readonly options: readonly Option[] }) {
  return (
    <fieldset class="field" aria-describedby={about(props)}>
      <legend>{props.label}</legend>
      {props.options.map((o) => (
        <label class="tick">
          <input
            type="radio"
            name={props.name}
            value={o.value}
            checked={props.typed[props.name] === o.value}
          />{' '}
          {o.label}
        </label>
      ))}
      <Notes {...props} />
    </fieldset>
  );
}

export function Tick(props: FieldProps) {
  return (
    <div class="field">
      <label class="tick">
        <input {...common(props)} type="checkbox" value="yes" checked={props.typed[props.name] === 'yes'} />{' '}
        {props.label}
      </label>
      <Notes {...props} />
    </div>
  );
}
