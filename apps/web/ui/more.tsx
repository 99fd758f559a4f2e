import { Button } from '@mantine/core';

/** The next page of a list. */
export function More({
  of: list,
  label,
}: {
  readonly of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown };
  readonly label: string;
}) {
  if (!list.hasNextPage) return null;
  return (
    <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {label}
    </Button>
  );
}
