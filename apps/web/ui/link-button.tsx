import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { forwardRef, type AnchorHTMLAttributes } from 'react';

const Anchor = forwardRef<
  HTMLAnchorElement,
  ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>
>(function AnchorButton(props, ref) {
  return <Button component="a" ref={ref} {...props} />;
});

/** A way to another page that looks like a button. */
export const LinkButton = createLink(Anchor);
