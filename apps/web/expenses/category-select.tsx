import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { categories, categoryTable } from '#coverage';
import { useApp } from '../text/use-text.js';

/** The categories of the product page, in its words and its order. */
export function CategorySelect(props: Omit<NativeSelectProps, 'data'>) {
  const { texts, language } = useApp();
  return (
    <NativeSelect
      {...props}
      data={[
        { value: '', label: texts.expenses.categoryChoose },
        ...categories.map((value) => ({ value, label: categoryTable[value][language] })),
      ]}
    />
  );
}

/** What a category is called. */
export function useCategoryName(): (category: string) => string {
  const { language } = useApp();
  return (category) => categoryTable[category as keyof typeof categoryTable]?.[language] ?? category;
}
