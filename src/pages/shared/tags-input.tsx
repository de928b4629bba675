import { shownText } from '../../rules/shown-text.ts';
import { MultiSelect, type MultiSelectProps } from '../../ui/multi-select.tsx';

/** A field for the tags of something: those there are, and new ones where `onCreate` is given. */
export function TagsInput(props: Omit<MultiSelectProps, 'label' | 'placeholder' | 'createLabel' | 'shown'>) {
  return (
    <MultiSelect
      {...props}
      label="Tags"
      shown={shownText}
      createLabel={(name) => `Create the tag ${shownText(name)}`}
      placeholder="Choose tags, or type a new one"
    />
  );
}
