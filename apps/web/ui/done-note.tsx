import { Alert } from '@mantine/core';

/** What was just done, said once. */
export function DoneNote({ children }: { readonly children: string | null }) {
  if (children === null) return null;
  return (
    <Alert color="green" variant="outline" role="status" mt="sm">
      {children}
    </Alert>
  );
}
